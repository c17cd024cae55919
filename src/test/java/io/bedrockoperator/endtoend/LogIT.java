package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.Fault;
import io.bedrockoperator.status.Reason;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One line for each action, with the same keys in both formats. */
class LogIT {

  private static final Pattern PLAIN =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (INFO |WARN |ERROR) (.*)");

  private record Action(
      String level, String message, String arn, String reason, String requestId, boolean stack) {}

  @AutoClose private static Stage stage;

  @BeforeAll
  static void prepare() {
    stage = Stage.in("logs");
  }

  @Test
  void plainLinesCarryTheFacts() {
    var actions = actOut("plain");

    var log = stage.operator().log();
    assertThat(log).doesNotContain(Stage.SECRET_KEY);
    for (var action : actions) {
      assertThat(log)
          .containsOnlyOnce(
              "%s namespace=\"logs\" name=\"plain\" arn=\"%s\" reason=\"%s\" requestId=\"%s\""
                  .formatted(action.message(), action.arn(), action.reason(), action.requestId()));
    }
    assertThat(log.lines())
        .as("no stack trace, also of the answer that nobody expects")
        .allSatisfy(line -> assertThat(line).matches(PLAIN))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("ERROR")
                    .contains("code=\"SomethingNewException\" httpStatusCode=\"400\""));
  }

  @Test
  void jsonLinesCarryTheFacts() {
    var actions = actOut("json");

    var log = stage.operator().log();
    assertThat(log).doesNotContain(Stage.SECRET_KEY);
    var lines = log.lines().map(LogIT::json).toList();
    assertThat(lines)
        .allSatisfy(
            line -> assertThat(line.fieldNames()).toIterable().contains("level", "message"));
    assertThat(lines)
        .filteredOn(line -> line.path("name").asText().equals("json"))
        .allSatisfy(line -> assertThat(line.get("namespace").asText()).isEqualTo("logs"))
        .extracting(
            line ->
                new Action(
                    line.get("level").asText(),
                    line.get("message").asText(),
                    line.get("arn").asText(),
                    line.get("reason").asText(),
                    line.get("requestId").asText(),
                    line.has("stack_trace")))
        .containsExactlyElementsOf(actions);
  }

  /** Returns what has to be in the log. */
  private static List<Action> actOut(String format) {
    stage.start(Map.of("BEDROCK_OPERATOR_LOG_FORMAT", format)).awaitReady();
    stage.bedrock().clearCalls();
    refuseCreation(format, "AccessDeniedException", 403);
    stage.create(format);
    stage.eventually(format, it -> it.hasReady("False", Reason.ACCESS_DENIED));
    refuseCreation(format, "SomethingNewException", 400);
    stage.requestReconciliation(format, "1");
    var arn = stage.known(format);
    stage.patchSpec(format, "{\"tags\": [{\"key\": \"a\", \"value\": \"b\"}]}");
    soon().untilAsserted(() -> assertThat(stage.eventReasons(format)).contains("Retagged"));
    stage.delete(format);
    soon().untilAsserted(() -> assertThat(stage.exists(format)).isFalse());
    var calls = stage.bedrock().calls();
    return List.of(
        new Action("WARN", "failed", "", "AccessDenied", answered(calls, "AccessDenied"), false),
        new Action("ERROR", "failed", "", "BedrockError", answered(calls, "SomethingNew"), false),
        new Action("INFO", "created", arn, "Creating", answered(calls, "201"), false),
        new Action("INFO", "retagged", arn, "Available", called(calls, "TAG_RESOURCE"), false),
        new Action("INFO", "deleted", arn, "Deleting", called(calls, "DELETE_"), false),
        // A creation that failed moments ago could have come late.
        new Action("INFO", "released (gone)", "", "Deleting", "", false));
  }

  private static void refuseCreation(String resource, String code, int status) {
    stage
        .bedrock()
        .faults()
        .on(CREATE_INFERENCE_PROFILE)
        .when(asked -> asked.subject().equals(stage.profileName(resource)))
        .before(Fault.refuse(code, status, "no\n2026-01-01T00:00:00.000Z INFO  forged\u001b[2J"));
  }

  private static String answered(List<Call> calls, String answer) {
    return calls.stream()
        .filter(call -> call.answer().startsWith(answer))
        .findFirst()
        .orElseThrow()
        .requestId();
  }

  private static String called(List<Call> calls, String operation) {
    return calls.stream()
        .filter(call -> call.operation().name().startsWith(operation))
        .findFirst()
        .orElseThrow()
        .requestId();
  }

  private static JsonNode json(String line) {
    try {
      return new JsonMapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }
}
