package io.bedrockoperator.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.crd.OlderCrd;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstalledSchemaTest {

  private static final String LACKS =
      "the installed CustomResourceDefinition inferenceprofiles.bedrock-operator.io lacks %s: apply"
          + " crds/ of version 1.2.3";

  private Optional<JsonNode> published = Optional.empty();
  private final InstalledSchema schema = new InstalledSchema("1.2.3", () -> published);

  static List<String> fields() {
    return OlderCrd.fields();
  }

  @Test
  void lacksNothingOfWhatIsShipped() {
    publish(OlderCrd.complete());

    assertThat(schema.check()).isTrue();
    assertThat(schema.shortcoming()).isEmpty();
    assertThat(schema.hindrance()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void namesEveryFieldThatIsTakenOutOfWhatIsShipped(String field) {
    publish(OlderCrd.without(field));

    assertThat(schema.check()).isFalse();
    assertThat(schema.shortcoming()).contains(LACKS.formatted(field));
  }

  @ParameterizedTest
  @CsvSource({
    "status.inferenceProfileArn,          true",
    "status.clientRequestToken,           true",
    "status.appliedTagKeys,               true",
    "status.previousInferenceProfileArns, true",
    "status.createdAt,                    false",
    "status.error,                        false",
    "spec.suspend,                        false"
  })
  void hindersWhatALaterPassHasToKnowOf(String field, boolean hinders) {
    publish(OlderCrd.without(field));
    schema.check();

    assertThat(schema.hindrance().isPresent()).isEqualTo(hinders);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status.createdAt",
        "status.error",
        "status.error.code",
        "status.models.modelArn",
        "status.conditions.observedGeneration",
        "spec.tags"
      })
  void foreseesWhatIsStoredOfAStatus(String field) {
    var crd = OlderCrd.without(field);
    publish(crd);
    schema.check();

    assertThat(schema.keptOf(status())).isEqualTo(crd.pruned(status()));
  }

  @Test
  void takesWhateverASchemaKeepsThatKnowsNoFields() {
    published = Optional.of(OlderCrd.without("status.error").openApi());
    var kind = published.get().path("components").path("schemas");
    ((ObjectNode) kind.path("io.bedrock-operator.v1alpha1.InferenceProfile"))
        .put("x-kubernetes-preserve-unknown-fields", true);

    assertThat(schema.check()).isTrue();
  }

  @Test
  void goesByWhatItKnewWhileNothingCanBeRead() {
    assertThat(schema.check()).isFalse();
    assertThat(schema.shortcoming()).isEmpty();
    publish(OlderCrd.without("status.type"));
    schema.check();

    published = Optional.of(new ObjectMapper().createObjectNode());
    assertThat(schema.check()).isFalse();

    assertThat(schema.shortcoming()).contains(LACKS.formatted("status.type"));
    publish(OlderCrd.complete());
    assertThat(schema.check()).isTrue();
    assertThat(schema.shortcoming()).isEmpty();
  }

  private void publish(OlderCrd crd) {
    published = Optional.of(crd.openApi());
  }

  private static InferenceProfileStatus status() {
    return new ObjectMapper()
        .convertValue(
            json(
                """
                {'observedGeneration': 1, 'createdAt': '2026-01-01T00:00:00Z', 'type': 'APPLICATION',
                 'models': [{'modelArn': 'a'}, {'modelArn': 'b'}],
                 'error': {'operation': 'GetInferenceProfile', 'code': 'ThrottlingException'},
                 'conditions': [{'type': 'Ready', 'status': 'True', 'observedGeneration': 1}]}
                """),
            InferenceProfileStatus.class);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
