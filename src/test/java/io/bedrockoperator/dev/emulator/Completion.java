package io.bedrockoperator.dev.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the model behind a profile says: which profile and which model were asked.
 *
 * @param question the whole body of the request
 */
record Completion(Profile profile, String question) {
  private static final String ROLE = "assistant";
  private static final String END = "end_turn";

  /** The rule of thumb. */
  private static final int CHARACTERS_OF_A_TOKEN = 4;

  /** The output of Converse, the same for all models. */
  ObjectNode conversation() {
    var body = JsonNodeFactory.instance.objectNode();
    var message = body.putObject("output").putObject("message").put("role", ROLE);
    message.putArray("content").addObject().put("text", text());
    body.put("stopReason", END);
    body.putObject("usage")
        .put("inputTokens", tokens(question))
        .put("outputTokens", tokens(text()))
        .put("totalTokens", tokens(question) + tokens(text()));
    body.putObject("metrics").put("latencyMs", 1);
    return body;
  }

  /**
   * The output of InvokeModel. Each family of models has a form of its own; this is Anthropic's,
   * whatever the model.
   */
  ObjectNode message() {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("id", "msg_bdrk_" + profile.id()).put("type", "message").put("role", ROLE);
    body.put("model", model());
    body.putArray("content").addObject().put("type", "text").put("text", text());
    body.put("stop_reason", END).putNull("stop_sequence");
    body.putObject("usage")
        .put("input_tokens", tokens(question))
        .put("output_tokens", tokens(text()));
    return body;
  }

  private String text() {
    return "This is %s, asked through the inference profile %s (%s)."
        .formatted(model(), profile.name(), profile.arn());
  }

  /** Behind a profile for several Regions, it is the same in each. */
  private String model() {
    return ProfileArn.parse(profile.models().getFirst()).id();
  }

  private static int tokens(String text) {
    return Math.ceilDiv(text.length(), CHARACTERS_OF_A_TOKEN);
  }
}
