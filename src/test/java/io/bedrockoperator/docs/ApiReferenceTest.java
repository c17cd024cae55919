package io.bedrockoperator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bedrockoperator.dev.crd.ShippedCrd;
import io.bedrockoperator.status.Reason;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables of docs/api.md, held against the CRD, the decision table and the sources. */
class ApiReferenceTest {

  private static final Page PAGE = Page.of("docs/api.md");
  private static final int TYPE = 1;
  private static final int RULES = 3;

  private static JsonNode version(ShippedCrd crd) throws IOException {
    return new YAMLMapper().readTree(Page.of(crd.file().toString()).text()).at("/spec/versions/0");
  }

  @ParameterizedTest
  @CsvSource({
    "INFERENCE_PROFILE,            Spec,                   spec",
    "INFERENCE_PROFILE,            Status,                 status",
    "INFERENCE_PROFILE_DEPLOYMENT, Spec of a deployment,   spec",
    "INFERENCE_PROFILE_DEPLOYMENT, Status of a deployment, status",
    "BEDROCK_ACCOUNT,              Spec of an account,     spec",
    "BEDROCK_ACCOUNT,              Status of an account,   status",
  })
  void hasEachFieldWithItsType(ShippedCrd crd, String section, String part) throws IOException {
    var documented = new LinkedHashMap<String, String>();
    fieldRows(section).forEach(row -> documented.put(name(row), row.get(TYPE)));
    var real = new LinkedHashMap<String, String>();
    fields(crd, part).forEach((path, field) -> real.put(path, type(field.schema)));

    assertThat(documented).containsExactlyInAnyOrderEntriesOf(real);
  }

  @ParameterizedTest
  @CsvSource({
    "INFERENCE_PROFILE, Spec",
    "INFERENCE_PROFILE_DEPLOYMENT, Spec of a deployment",
    "BEDROCK_ACCOUNT, Spec of an account"
  })
  void hasTheRulesOfEachField(ShippedCrd crd, String section) throws IOException {
    var documented = new LinkedHashMap<String, Set<String>>();
    fieldRows(section).forEach(row -> documented.put(name(row), rules(row.get(RULES))));
    var real = new LinkedHashMap<String, Set<String>>();
    fields(crd, "spec").forEach((path, field) -> real.put(path, field.rules()));

    assertThat(documented).containsExactlyInAnyOrderEntriesOf(real);
  }

  private static Set<String> rules(String cell) {
    return Stream.of(cell.split(", ", -1))
        .filter(rule -> rule.matches("required|immutable|.*\\d.*"))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({
    "INFERENCE_PROFILE, Status",
    "INFERENCE_PROFILE_DEPLOYMENT, Status of a deployment",
    "BEDROCK_ACCOUNT, Status of an account"
  })
  void hasTheColumnsOfKubectl(ShippedCrd crd, String section) throws IOException {
    var documented =
        PAGE.section(section).table("column").stream()
            .map(row -> name(row) + (row.get(1).startsWith("wide: ") ? " wide" : ""));

    assertThat(documented)
        .containsExactlyElementsOf(
            version(crd)
                .path("additionalPrinterColumns")
                .valueStream()
                .map(
                    column ->
                        column.path("name").asText() + (column.has("priority") ? " wide" : ""))
                .toList());
  }

  @Test
  void hasEachReasonInTheOrderOfTheDecisionTable() {
    assertThat(PAGE.table("reason").stream().map(ApiReferenceTest::name))
        .containsExactlyElementsOf(Stream.of(Reason.values()).map(Reason::value).toList());
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void saysOfEachReasonWhatTheDecisionTableSays(Reason reason) {
    var row =
        PAGE.table("reason").stream()
            .filter(cells -> name(cells).equals(reason.value()))
            .findFirst()
            .orElseThrow();

    assertThat(row.get(1))
        .isEqualTo(
            switch (reason.ready()) {
              case TRUE -> "`True`";
              case FALSE -> "`False`";
              case UNKNOWN -> "`Unknown`";
              case AS_IT_WAS -> "as before";
              case HOLD_THEN_UNKNOWN -> "`Unknown`, held";
              case HOLD_THEN_FALSE -> "`False`, held";
            });
    assertThat(row.get(2))
        .isEqualTo(
            switch (reason.progress()) {
              case DONE -> "";
              case RECONCILING -> "`Reconciling`";
              case STALLED -> "`Stalled`";
            });
    assertThat(row.get(3))
        .startsWith(
            switch (reason.next()) {
              case DONE, RESYNC -> "every resync";
              case POLL -> "after 1 s to 30 s";
              case AWAIT_CHANGE -> "no";
              case RECHECK -> "every 3 min";
              case HOURLY -> "every hour";
              case BACK_OFF -> "after 1 s to 5 min";
            });
  }

  @Test
  void hasEachReasonOfAnAccount() {
    var documented = new LinkedHashMap<String, String>();
    PAGE.section("Conditions of an account")
        .table("condition")
        .forEach(row -> documented.put(row.get(2).replace("`", ""), row.get(1)));
    var real = new LinkedHashMap<String, String>();
    Sources.accountStates()
        .forEach(
            (reason, state) ->
                real.put(
                    reason,
                    switch (state) {
                      case "TRUE" -> "`True`";
                      case "FALSE" -> "`False`";
                      case "UNKNOWN" -> "`Unknown`";
                      default -> "as before";
                    }));

    assertThat(documented).containsExactlyInAnyOrderEntriesOf(real);
  }

  @Test
  void hasEachEventWithItsType() {
    var documented = new LinkedHashMap<String, String>();
    PAGE.table("event").forEach(row -> documented.put(name(row), row.get(TYPE)));

    assertThat(documented).containsExactlyInAnyOrderEntriesOf(Sources.events());
  }

  private static List<List<String>> fieldRows(String section) {
    return PAGE.section(section).table("field");
  }

  private static String name(List<String> row) {
    return row.getFirst().replace("`", "");
  }

  private record Field(JsonNode schema, boolean required, boolean immutable) {

    Set<String> rules() {
      var rules = new HashSet<String>();
      if (required) {
        rules.add("required");
      }
      if (immutable) {
        rules.add("immutable");
      }
      if (schema.has("maxLength")) {
        rules.add(
            (schema.has("minLength") ? "%d to %d characters" : "at most %2$d characters")
                .formatted(schema.path("minLength").asInt(), schema.path("maxLength").asInt()));
      }
      if (schema.has("minimum")) {
        rules.add(
            (schema.has("maximum") ? "%d to %d" : "at least %d")
                .formatted(schema.path("minimum").asInt(), schema.path("maximum").asInt()));
      }
      if (schema.has("maxItems")) {
        rules.add("at most %d items".formatted(schema.path("maxItems").asInt()));
      }
      if (schema.has("maxProperties")) {
        rules.add("at most %d keys".formatted(schema.path("maxProperties").asInt()));
        rules.add(
            "values of at most %d characters"
                .formatted(schema.at("/additionalProperties/maxLength").asInt()));
      }
      return rules;
    }
  }

  private static Map<String, Field> fields(ShippedCrd crd, String part) throws IOException {
    var fields = new LinkedHashMap<String, Field>();
    var root = version(crd).at("/schema/openAPIV3Schema/properties/" + part);
    collect("", root, fields);
    return fields;
  }

  private static void collect(String prefix, JsonNode parent, Map<String, Field> into) {
    for (var property : parent.path("properties").properties()) {
      var name = property.getKey();
      var schema = property.getValue();
      var required =
          parent.path("required").valueStream().anyMatch(field -> field.asText().equals(name));
      into.put(prefix + name, new Field(schema, required, isImmutable(parent, name)));
      collect(prefix + name + ".", schema, into);
      collect(prefix + name + "[].", schema.path("items"), into);
    }
  }

  private static boolean isImmutable(JsonNode parent, String field) {
    return parent
        .path("x-kubernetes-validations")
        .valueStream()
        .filter(rule -> rule.path("fieldPath").asText().equals("." + field))
        .anyMatch(rule -> rule.path("rule").asText().contains("oldSelf"));
  }

  private static String type(JsonNode schema) {
    if (schema.has("enum")) {
      return String.join(
          ", ", schema.path("enum").valueStream().map(word -> "`" + word.asText() + "`").toList());
    }
    var keys = schema.path("x-kubernetes-list-map-keys");
    return switch (schema.path("type").asText()) {
      case "array" ->
          keys.isMissingNode()
              ? schema.at("/items/type").asText().equals("string") ? "list of strings" : "list"
              : "list, by `" + keys.path(0).asText() + "`";
      case "string" -> schema.path("format").asText().equals("date-time") ? "time" : "string";
      case String other -> other;
    };
  }
}
