package io.bedrockoperator.dev.emulator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From a decoded form to a method of STS, and back to XML (query protocol). */
record StsDispatch(EmulatedSts sts, Caller caller, String requestId) {
  static final String ROLE_ARN = "RoleArn";

  String assumeRole(WireRequest request) {
    var form = request.parameters();
    var session =
        sts.assumeRole(
            request.region(),
            caller,
            new AssumeRoleRequest(
                required(form, ROLE_ARN),
                required(form, "RoleSessionName"),
                form.get("ExternalId"),
                number(form.get("DurationSeconds")),
                tags(form)));
    return answer(
        Operation.ASSUME_ROLE,
        Xml.element(
            "AssumedRoleUser",
            Xml.text("AssumedRoleId", session.userId()),
            Xml.text("Arn", session.arn())),
        Xml.element(
            "Credentials",
            Xml.text("AccessKeyId", session.accessKeyId()),
            Xml.text("SecretAccessKey", session.secretAccessKey()),
            Xml.text("SessionToken", session.sessionToken()),
            Xml.text("Expiration", session.expiration().toString())));
  }

  String callerIdentity(WireRequest request) {
    var identity = sts.callerIdentity(request.region(), caller);
    return answer(
        Operation.GET_CALLER_IDENTITY,
        Xml.text("Arn", identity.arn()),
        Xml.text("UserId", identity.userId()),
        Xml.text("Account", identity.account()));
  }

  static String refusal(Refusal refusal, String requestId) {
    return Xml.document(
        "ErrorResponse",
        Xml.element(
            "Error",
            Xml.text("Type", refusal.status() < 500 ? "Sender" : "Receiver"),
            Xml.text("Code", refusal.code()),
            Xml.text("Message", refusal.text())),
        Xml.text("RequestId", requestId));
  }

  private String answer(Operation operation, String... result) {
    return Xml.document(
        operation.action() + "Response",
        Xml.element(operation.action() + "Result", result),
        Xml.element("ResponseMetadata", Xml.text("RequestId", requestId)));
  }

  private static String required(Map<String, String> form, String member) {
    var value = form.get(member);
    if (value == null) {
      throw Refusal.validationError(
          "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
              .formatted(member));
    }
    return value;
  }

  private static @Nullable Integer number(@Nullable String text) {
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new Refusal("MalformedInput", 400, text + " is not an integer");
    }
  }

  /** Numbered from 1, without a gap. */
  private static Map<String, String> tags(Map<String, String> form) {
    var tags = new LinkedHashMap<String, String>();
    for (int i = 1; form.containsKey(tag(i) + "Key"); i++) {
      tags.put(required(form, tag(i) + "Key"), required(form, tag(i) + "Value"));
    }
    return tags;
  }

  private static String tag(int number) {
    return "Tags.member." + number + ".";
  }
}
