package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static io.bedrockoperator.endtoend.Patience.soon;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.dev.emulator.Fault;
import io.bedrockoperator.dev.emulator.Lifecycle;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.status.ModelActivity;
import io.bedrockoperator.status.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the packaged process answers to Prometheus, after one resource went well and one did not.
 */
class MetricsIT {

  private static final Path TABLE = Path.of("docs", "metrics.md");
  private static final String INFO = "bedrock_operator_inference_profile_info";
  private static final String END = "bedrock_operator_model_end_of_life_timestamp_seconds";
  private static final String MODEL = "amazon.nova-lite-v1:0";
  private static final Instant END_OF_LIFE = Instant.parse("2100-01-10T00:00:00Z");

  /** The first table: name, type and labels; the others have fewer columns. */
  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\| (\\w+) \\| ([^|]*) \\| [^|]* \\| [^|]* \\|$");

  private static final Pattern WORD = Pattern.compile("`(\\w+)`");
  private static final Pattern TYPE = Pattern.compile("^# TYPE (\\w+) (\\w+)$");
  private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? (\\S+)$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  @AutoClose private static Stage stage;
  private static List<String> answer = List.of();

  private record Sample(String name, Map<String, String> labels, double value) {}

  @BeforeAll
  static void scrapeAfterSomeLife() {
    stage = Stage.in("metrics");
    stage.outside().setLifecycle(MODEL, Lifecycle.legacy(Instant.EPOCH, END_OF_LIFE));
    stage
        .start(Map.of("BEDROCK_OPERATOR_PROFILE_QUOTA", "2500", "BEDROCK_OPERATOR_RESYNC", "10s"))
        .awaitReady();
    stage
        .bedrock()
        .faults()
        .on(CREATE_INFERENCE_PROFILE)
        .when(asked -> asked.subject().equals(stage.profileName("bad")))
        .always()
        .before(Fault.refuse("InventedByAttackerException", 400, "no"));
    stage.create("good", "tags: [{key: team, value: a}]");
    var arn = stage.known("good");
    stage.patchSpec("good", "{\"tags\": [{\"key\": \"team\", \"value\": \"b\"}]}");
    soon().until(() -> stage.outside().tagged("team", "b").size() == 1);
    stage.known("good");
    stage.outside().putTag(arn, "team", "of somebody else");
    stage.requestReconciliation("good", "now");
    soon().until(() -> stage.outside().tagged("team", "b").size() == 1);
    stage.create("bad");
    new Deployments(stage).create("paused", Deployments.LITE, "paused: true");
    stage.eventually("bad", it -> it.hasReady("Unknown", Reason.BEDROCK_ERROR));
    soon()
        .untilAsserted(
            () -> {
              answer = stage.operator().body("/metrics").lines().toList();
              assertThat(
                      value(
                          "bedrock_operator_profiles",
                          Map.of(
                              "region", "",
                              "account", "",
                              "ready", "Unknown",
                              "reason", "BedrockError")))
                  .isEqualTo(1);
              assertThat(
                      value(
                          "bedrock_operator_deployments",
                          Map.of("ready", "False", "reason", "Suspended")))
                  .isEqualTo(1);
              assertThat(value("bedrock_operator_drift_total", Map.of("kind", "tags")))
                  .isPositive();
              assertThat(value(END, Map.of("model", MODEL, "region", Stage.REGION, "account", "")))
                  .isEqualTo((double) END_OF_LIFE.getEpochSecond());
            });
  }

  @Test
  void theStatusSaysThatTheModelEnds() {
    var status = stage.status("good");

    assertThat(status.models())
        .isNotEmpty()
        .allSatisfy(
            model -> {
              assertThat(model.lifecycle()).isEqualTo("LEGACY");
              assertThat(model.endOfLifeTime()).isEqualTo(END_OF_LIFE.toString());
            });
    assertThat(ModelActivity.condition(status).map(Condition::reason)).hasValue("Legacy");
    soon()
        .untilAsserted(
            () -> assertThat(stage.eventReasons("good")).containsOnlyOnce("ModelLegacy"));
  }

  @Test
  void theTableSaysWhatIsThere() throws IOException {
    assertThat(documented()).isEqualTo(answered());
  }

  @Test
  void countsWhatHappened() {
    assertThat(
            value(
                "bedrock_operator_profiles",
                Map.of(
                    "region", Stage.REGION,
                    "account", "",
                    "ready", "True",
                    "reason", "Available")))
        .isEqualTo(1);
    assertThat(value("bedrock_operator_time_to_ready_seconds_count", Map.of())).isEqualTo(1);
    assertThat(value("bedrock_operator_leader", Map.of())).isEqualTo(1);
    assertThat(value("bedrock_operator_drift_total", Map.of("kind", "lost"))).isZero();
    assertThat(value("bedrock_operator_drift_total", Map.of("kind", "tags")))
        .as("what the spec asked for is no drift")
        .isEqualTo(1);
    assertThat(
            value(
                "bedrock_operator_listed_profiles", Map.of("region", Stage.REGION, "account", "")))
        .isEqualTo(1);
    assertThat(
            value("bedrock_operator_profile_quota", Map.of("region", Stage.REGION, "account", "")))
        .isEqualTo(2500);
    assertThat(requests("")).isEqualTo(1);
    assertThat(requests("other")).isPositive();
  }

  @Test
  void namesTheProfileThatCloudWatchKnowsById() {
    var labels =
        Map.of(
            "namespace",
            stage.namespace(),
            "name",
            "good",
            "profile_id",
            Arn.parse(stage.arn("good")).orElseThrow().id(),
            "model",
            "us.amazon.nova-lite-v1:0",
            "region",
            Stage.REGION,
            "account",
            "");
    assertThat(samples().stream().filter(sample -> sample.name.equals(INFO)))
        .containsExactly(new Sample(INFO, labels, 1));
  }

  /** Whatever tenants or those who answer in AWS's place invent. */
  @Test
  void nothingElseGrowsWithTheResources() {
    var id = Arn.parse(stage.arn("good")).orElseThrow().id();
    assertThat(samples())
        .filteredOn(sample -> !sample.name.equals(INFO) && !sample.name.equals(END))
        .flatExtracting(sample -> sample.labels.values())
        .isNotEmpty()
        .noneMatch(
            value ->
                Set.of(stage.namespace(), "good", "bad", "paused", id, Stage.ACCOUNT)
                        .contains(value)
                    || value.contains("nova")
                    || value.contains(stage.profileName(""))
                    || value.contains("Invented"));
  }

  private static double requests(String code) {
    return value(
        "bedrock_operator_aws_request_duration_seconds_count",
        Map.of(
            "operation",
            "CreateInferenceProfile",
            "region",
            Stage.REGION,
            "account",
            "",
            "code",
            code));
  }

  private static double value(String name, Map<String, String> labels) {
    return samples().stream()
        .filter(sample -> sample.name.equals(name) && sample.labels.equals(labels))
        .map(Sample::value)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no %s%s in %s".formatted(name, labels, answer)));
  }

  private static List<Sample> samples() {
    return matches(SAMPLE, answer)
        .map(
            sample ->
                new Sample(
                    sample.group(1),
                    labels(sample.group(2)),
                    Double.parseDouble(sample.group(3).replace("Inf", "Infinity"))))
        .toList();
  }

  private static Map<String, String> labels(@Nullable String text) {
    return text == null
        ? Map.of()
        : LABEL
            .matcher(text)
            .results()
            .collect(toMap(label -> label.group(1), label -> label.group(2)));
  }

  /** Each metric with its type and labels. */
  private static Map<String, String> documented() throws IOException {
    return matches(ROW, Files.readAllLines(TABLE))
        // This operator serves no accounts; AccountsIT looks at one that does.
        .filter(row -> !row.group(1).equals("bedrock_operator_account_ready"))
        .collect(
            toMap(
                row -> row.group(1),
                row ->
                    row.group(2)
                        + WORD.matcher(row.group(3))
                            .results()
                            .map(word -> word.group(1))
                            .collect(Collectors.toCollection(TreeSet::new)),
                (a, b) -> a + " and " + b,
                TreeMap::new));
  }

  private static Map<String, String> answered() {
    var keys = new TreeMap<String, Set<String>>();
    for (var sample : samples()) {
      var labels = new TreeSet<>(sample.labels.keySet());
      labels.remove("le");
      keys.computeIfAbsent(sample.name, unseen -> new TreeSet<>()).addAll(labels);
    }
    return matches(TYPE, answer)
        .collect(
            toMap(
                type -> type.group(1),
                type ->
                    type.group(2)
                        + keys.get(
                            type.group(2).equals("histogram")
                                ? type.group(1) + "_count"
                                : type.group(1)),
                (a, b) -> a + " and " + b,
                TreeMap::new));
  }

  private static Stream<MatchResult> matches(Pattern pattern, List<String> lines) {
    return lines.stream().flatMap(line -> pattern.matcher(line).results());
  }
}
