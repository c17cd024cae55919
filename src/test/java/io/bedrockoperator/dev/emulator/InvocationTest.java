package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.Wire.header;
import static io.bedrockoperator.dev.emulator.Wire.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;

class InvocationTest {
  private static final String QUESTION =
      "{\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"Who are you?\"}]}]}";

  private final Wire wire = new Wire();
  private final BedrockRuntimeClient runtime =
      wire.client(BedrockRuntimeClient.builder(), Region.US_EAST_1, 1);

  @AfterEach
  void close() {
    runtime.close();
    wire.close();
  }

  @Test
  void theSdkConversesThroughAProfile() {
    var arn = wire.create("team-a-chat");
    var other = wire.create("team-b-chat");

    var response = converse(arn);

    var message = response.output().message();
    assertThat(message.role()).isEqualTo(ConversationRole.ASSISTANT);
    assertThat(message.content())
        .singleElement()
        .satisfies(
            content ->
                assertThat(content.text()).contains("team-a-chat", arn, "amazon.nova-lite-v1:0"));
    assertThat(response.stopReason()).isEqualTo(StopReason.END_TURN);
    assertThat(response.usage().totalTokens())
        .isEqualTo(response.usage().inputTokens() + response.usage().outputTokens())
        .isPositive();
    assertThat(response.metrics().latencyMs()).isNotNull();
    assertThat(wire.account.invocations(arn)).isEqualTo(1);
    assertThat(wire.account.invocations(other)).isZero();
  }

  @Test
  void theSdkInvokesAModelThroughAProfile() throws Exception {
    var arn = wire.create("team-a-chat");

    var response = runtime.invokeModel(r -> r.modelId(arn).body(SdkBytes.fromUtf8String(QUESTION)));

    var body = new ObjectMapper().readTree(response.body().asByteArray());
    assertThat(body.at("/type").textValue()).isEqualTo("message");
    assertThat(body.at("/model").textValue()).isEqualTo("amazon.nova-lite-v1:0");
    assertThat(body.at("/content/0/text").textValue()).contains("team-a-chat", arn);
    assertThat(body.at("/usage/output_tokens").intValue()).isPositive();
    assertThat(wire.account.invocations(arn)).isEqualTo(1);
  }

  @Test
  void whatWasDeletedAnswersNobody() {
    var arn = wire.create("team-a-chat");
    wire.client.deleteInferenceProfile(r -> r.inferenceProfileIdentifier(arn));

    refused(ResourceNotFoundException.class, () -> converse(arn));

    assertThat(wire.account.invocations(arn)).isZero();
    assertThat(wire.emulator.calls(Operation.CONVERSE))
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.subject()).isEqualTo(arn);
              assertThat(call.answer()).isEqualTo("ResourceNotFoundException");
            });
  }

  /** AWS's SDKs encode all of the ARN; Anthropic's only its slash. */
  @ParameterizedTest
  @CsvSource({
    "arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile%2FID, 200,",
    "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile%2FID, 200,",
    "ID, 200,",
    "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/ID, 404,"
        + " UnknownOperation",
    "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile%2Fnone, 404,"
        + " ResourceNotFound",
    "none, 404, ResourceNotFound",
    "arn:aws:bedrock:us-east-1:999999999999:application-inference-profile%2FID, 400, Validation",
    "arn:aws:bedrock:eu-west-1:123456789012:application-inference-profile%2FID, 400, Validation",
    "'', 400, Validation",
  })
  void anArnInThePathHasItsSlashEncoded(String modelId, int status, String error) {
    var arn = wire.create("team-a-chat");
    var id = arn.substring(arn.indexOf('/') + 1);

    for (var operation : List.of("converse", "invoke")) {
      var path = "/model/%s/%s".formatted(modelId.replace("ID", id), operation);
      var response = wire.post(path, QUESTION);

      assertThat(response.statusCode()).as(path).isEqualTo(status);
      assertThat(header(response, "x-amzn-ErrorType"))
          .startsWith(error == null ? "" : error + "Exception:");
    }
    assertThat(wire.account.invocations(arn)).isEqualTo(status == 200 ? 2 : 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"messages\": [{\"role\": \"user\", \"content\": \"Who are you?\"}]}",
        "{\"messages\": [{\"content\": [{\"text\": \"Who are you?\"}]}]}"
      })
  void converseTakesItsOwnMessagesOnly(String body) {
    var arn = URLEncoder.encode(wire.create("team-a-chat"), UTF_8);

    var response = wire.post("/model/%s/converse".formatted(arn), body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(header(response, "x-amzn-ErrorType")).startsWith("ValidationException:");
  }

  private ConverseResponse converse(String modelId) {
    return runtime.converse(
        r ->
            r.modelId(modelId)
                .messages(
                    Message.builder()
                        .role(ConversationRole.USER)
                        .content(ContentBlock.fromText("Who are you?"))
                        .build()));
  }
}
