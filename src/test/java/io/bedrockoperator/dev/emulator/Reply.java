package io.bedrockoperator.dev.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes back over the wire, if anything does. */
sealed interface Reply {
  // The tail of the header was seen live (aws-samples/amazon-bedrock-client-for-mac issue 102).
  String ERROR_TYPE_TAIL = ":http://internal.amazon.com/coral/com.amazon.bedrock/";

  /** The word for the call log. */
  String summary();

  /** A refusal that each service puts into a form of its own. */
  record Refused(Refusal refusal) implements Reply {
    @Override
    public String summary() {
      return refusal.code();
    }

    Sent from(Service service, String requestId) {
      return switch (service) {
        case BEDROCK -> sent(body("message"), refusal.code() + ERROR_TYPE_TAIL);
        case TAGGING -> sent(body("Message").put("__type", refusal.code()), null);
        case STS -> sent(StsDispatch.refusal(refusal, requestId), null);
      };
    }

    private ObjectNode body(String message) {
      var body = empty().put(message, refusal.text());
      return refusal.resourceName() == null
          ? body
          : body.put("resourceName", refusal.resourceName());
    }

    private Sent sent(ObjectNode body, @Nullable String errorType) {
      return sent(body.toString(), errorType);
    }

    private Sent sent(String body, @Nullable String errorType) {
      return new Sent(refusal.status(), body, errorType, summary());
    }
  }

  /** An HTTP reply; the error type is the whole header value. */
  record Sent(int status, String body, @Nullable String errorType, String summary)
      implements Reply {}

  /** The connection ends without a reply. */
  record Dropped() implements Reply {
    @Override
    public String summary() {
      return Call.DROPPED;
    }
  }

  static Reply success(int status, String body) {
    return new Sent(status, body, null, Integer.toString(status));
  }

  static Reply raw(Fault.Answer fault) {
    var summary = "fault " + fault.status();
    return new Sent(fault.status(), fault.body(), fault.errorType(), summary);
  }

  static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode created(Created created) {
    return empty().put("inferenceProfileArn", created.arn()).put("status", created.status());
  }

  static ObjectNode page(ResultPage page) {
    var body = empty();
    var summaries = body.putArray("inferenceProfileSummaries");
    page.profiles().forEach(profile -> summaries.add(profile(profile)));
    if (page.nextToken() != null) {
      body.put("nextToken", page.nextToken());
    }
    return body;
  }

  static ObjectNode models(List<FoundationModel> models) {
    var body = empty();
    var summaries = body.putArray("modelSummaries");
    models.forEach(model -> summaries.add(model(model)));
    return body;
  }

  private static ObjectNode model(FoundationModel model) {
    var provider = model.provider();
    var body =
        empty()
            .put("modelArn", model.arn())
            .put("modelId", model.id())
            .put("modelName", model.id())
            .put("providerName", Character.toUpperCase(provider.charAt(0)) + provider.substring(1));
    body.putArray("inputModalities").add("TEXT");
    body.putArray("outputModalities").add("TEXT");
    body.put("responseStreamingSupported", true).putArray("customizationsSupported");
    // Not in the enum of the service model, but seen in practice.
    body.putArray("inferenceTypesSupported")
        .add(model.onDemand() ? "ON_DEMAND" : "INFERENCE_PROFILE");
    var lifecycle = body.putObject("modelLifecycle").put("status", model.lifecycle().status());
    putTime(lifecycle, "legacyTime", model.lifecycle().legacyTime());
    putTime(lifecycle, "endOfLifeTime", model.lifecycle().endOfLifeTime());
    return body;
  }

  private static void putTime(ObjectNode body, String name, @Nullable Instant time) {
    if (time != null) {
      body.put(name, time.toString());
    }
  }

  static ObjectNode tags(Map<String, String> tags) {
    var body = empty();
    var list = body.putArray("tags");
    tags.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
    return body;
  }

  static ObjectNode resources(Map<String, Map<String, String>> tagsByArn) {
    var body = empty().put("PaginationToken", "");
    var list = body.putArray("ResourceTagMappingList");
    tagsByArn.forEach(
        (arn, tags) -> {
          var all = list.addObject().put("ResourceARN", arn).putArray("Tags");
          tags.forEach((key, value) -> all.addObject().put("Key", key).put("Value", value));
        });
    return body;
  }

  static ObjectNode profile(Profile profile) {
    var body = empty().put("inferenceProfileName", profile.name());
    if (profile.description() != null) {
      body.put("description", profile.description());
    }
    body.put("createdAt", profile.createdAt().toString());
    body.put("updatedAt", profile.updatedAt().toString());
    body.put("inferenceProfileArn", profile.arn());
    var models = body.putArray("models");
    profile.models().forEach(arn -> models.addObject().put("modelArn", arn));
    body.put("inferenceProfileId", profile.id());
    return body.put("status", profile.status()).put("type", profile.type().name());
  }
}
