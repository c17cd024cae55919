package io.bedrockoperator.dev.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a decoded request to a method of the account, and back to a reply. */
final class Dispatch {
  private static final String RESOURCE_ARN_LIST = "ResourceARNList";
  private static final List<String> NOT_BESIDE_RESOURCE_ARN_LIST =
      List.of(
          "ResourceTypeFilters",
          "TagFilters",
          "ResourcesPerPage",
          "TagsPerPage",
          "PaginationToken");

  private final EmulatedAccount account;

  Dispatch(EmulatedAccount account) {
    this.account = account;
  }

  static Asked asked(WireRequest request) {
    var body = Body.lenient(request.body());
    var name = body.peek("inferenceProfileName");
    var arn = body.peek("resourceARN");
    var subject =
        request.operation() == Operation.GET_RESOURCES
            ? String.join(",", body.peekAll(RESOURCE_ARN_LIST))
            : name != null ? name : arn != null ? arn : request.identifier();
    return new Asked(
        request.operation(), request.region(), subject, body.peek("clientRequestToken"));
  }

  Reply act(WireRequest request) {
    try {
      return Reply.success(request.operation().success(), output(request));
    } catch (Refusal refusal) {
      return new Reply.Refused(refusal);
    }
  }

  private ObjectNode output(WireRequest request) {
    var region = request.region();
    return switch (request.operation()) {
      case CREATE_INFERENCE_PROFILE ->
          Reply.created(account.create(region, creation(Body.parse(request.body()))));
      case GET_INFERENCE_PROFILE -> Reply.profile(account.get(region, request.identifier()));
      case LIST_INFERENCE_PROFILES -> Reply.page(account.list(region, listing(request)));
      case DELETE_INFERENCE_PROFILE -> {
        account.delete(region, request.identifier());
        yield Reply.empty();
      }
      case TAG_RESOURCE -> {
        var body = Body.parse(request.body());
        account.tag(region, body.required("resourceARN"), body.tags(true));
        yield Reply.empty();
      }
      case UNTAG_RESOURCE -> {
        var body = Body.parse(request.body());
        account.untag(region, body.required("resourceARN"), body.tagKeys());
        yield Reply.empty();
      }
      case LIST_TAGS_FOR_RESOURCE -> {
        var body = Body.parse(request.body());
        yield Reply.tags(account.listTags(region, body.required("resourceARN")));
      }
      case GET_RESOURCES ->
          Reply.resources(account.taggedResources(region, resourceArns(request.body())));
      case CONVERSE -> {
        Body.parse(request.body()).checkMessages();
        yield completion(request).conversation();
      }
      case INVOKE_MODEL -> {
        Body.parse(request.body());
        yield completion(request).message();
      }
    };
  }

  private Completion completion(WireRequest request) {
    return new Completion(account.invoke(request.region(), request.identifier()), request.body());
  }

  private static CreateRequest creation(Body body) {
    return new CreateRequest(
        body.required("inferenceProfileName"),
        body.requiredObject("modelSource").required("copyFrom"),
        body.optional("description"),
        body.optional("clientRequestToken"),
        body.tags(false));
  }

  private static List<String> resourceArns(String text) {
    var body = Body.lenient(text);
    for (var other : NOT_BESIDE_RESOURCE_ARN_LIST) {
      if (body.has(other)) {
        throw Refusal.invalidParameter(
            "%s cannot be combined with %s.".formatted(RESOURCE_ARN_LIST, other));
      }
    }
    return body.peekAll(RESOURCE_ARN_LIST);
  }

  private static ListRequest listing(WireRequest request) {
    var query = request.query();
    return new ListRequest(
        number(query.get("maxResults")), query.get("nextToken"), query.get("type"));
  }

  private static @Nullable Integer number(@Nullable String text) {
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw Shapes.invalid("maxResults", "must be an integer");
    }
  }
}
