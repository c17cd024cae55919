package io.bedrockoperator.dev.emulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a decoded request to a method of the account or of STS, and back to a reply. */
record Dispatch(EmulatedAccount account, StsDispatch sts) {
  private static final String NOTHING = "{}";
  private static final String RESOURCE_ARN_LIST = "ResourceARNList";
  private static final List<String> NOT_BESIDE_RESOURCE_ARN_LIST =
      List.of(
          "ResourceTypeFilters",
          "TagFilters",
          "ResourcesPerPage",
          "TagsPerPage",
          "PaginationToken");

  private static final List<String> MODEL_FILTERS =
      List.of("byProvider", "byCustomizationType", "byOutputModality", "byInferenceType");

  static Asked asked(String account, WireRequest request) {
    var body = Body.lenient(request.body());
    var subject =
        switch (request.operation()) {
          case GET_RESOURCES -> String.join(",", body.peekAll(RESOURCE_ARN_LIST));
          case ASSUME_ROLE -> request.parameters().getOrDefault(StsDispatch.ROLE_ARN, "");
          default -> {
            var name = body.peek("inferenceProfileName");
            var arn = body.peek("resourceARN");
            yield name != null ? name : arn != null ? arn : request.identifier();
          }
        };
    return new Asked(
        request.operation(), account, request.region(), subject, body.peek("clientRequestToken"));
  }

  Reply act(WireRequest request) {
    try {
      sts.caller().admit(request.operation());
      return Reply.success(request.operation().success(), output(request));
    } catch (Refusal refusal) {
      return new Reply.Refused(refusal);
    }
  }

  private String output(WireRequest request) {
    var region = request.region();
    return switch (request.operation()) {
      case CREATE_INFERENCE_PROFILE ->
          Reply.created(account.create(region, creation(Body.parse(request.body())))).toString();
      case GET_INFERENCE_PROFILE ->
          Reply.profile(account.get(region, request.identifier())).toString();
      case LIST_INFERENCE_PROFILES -> Reply.page(account.list(region, listing(request))).toString();
      case DELETE_INFERENCE_PROFILE -> {
        account.delete(region, request.identifier());
        yield NOTHING;
      }
      case TAG_RESOURCE -> {
        var body = Body.parse(request.body());
        account.tag(region, body.required("resourceARN"), body.tags(true));
        yield NOTHING;
      }
      case UNTAG_RESOURCE -> {
        var body = Body.parse(request.body());
        account.untag(region, body.required("resourceARN"), body.tagKeys());
        yield NOTHING;
      }
      case LIST_TAGS_FOR_RESOURCE -> {
        var body = Body.parse(request.body());
        yield Reply.tags(account.listTags(region, body.required("resourceARN"))).toString();
      }
      case LIST_FOUNDATION_MODELS -> {
        checkUnfiltered(request);
        yield Reply.models(account.listModels(region)).toString();
      }
      case GET_RESOURCES ->
          Reply.resources(account.taggedResources(region, resourceArns(request.body()))).toString();
      case CONVERSE -> {
        Body.parse(request.body()).checkMessages();
        yield completion(request).conversation().toString();
      }
      case INVOKE_MODEL -> {
        Body.parse(request.body());
        yield completion(request).message().toString();
      }
      case ASSUME_ROLE -> sts.assumeRole(request);
      case GET_CALLER_IDENTITY -> sts.callerIdentity(request);
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
    var query = request.parameters();
    return new ListRequest(
        number(query.get("maxResults")), query.get("nextToken"), query.get("type"));
  }

  private static void checkUnfiltered(WireRequest request) {
    for (var filter : MODEL_FILTERS) {
      if (request.parameters().containsKey(filter)) {
        throw Shapes.invalid(filter, "is a filter, and the emulator knows none");
      }
    }
  }

  private static @Nullable Integer number(@Nullable String text) {
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw Shapes.invalid("maxResults", "must be an integer");
    }
  }
}
