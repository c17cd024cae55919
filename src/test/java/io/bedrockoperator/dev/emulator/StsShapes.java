package io.bedrockoperator.dev.emulator;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The constraints of the botocore service model of STS (apiVersion 2011-06-15). */
final class StsShapes {
  private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
  private static final Pattern TAG_KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
  private static final Pattern TAG_VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");
  private static final int MIN_SECONDS = 900;
  private static final int MAX_SECONDS = 43_200;
  private static final int MAX_TAGS = 50;

  private StsShapes() {}

  static void check(AssumeRoleRequest request) {
    if (!IamRole.isArn(request.roleArn())) {
      throw Refusal.validationError(request.roleArn() + " is invalid");
    }
    match("roleSessionName", SESSION_NAME, request.sessionName());
    match("externalId", EXTERNAL_ID, request.externalId());
    var seconds = request.durationSeconds();
    if (seconds != null && (seconds < MIN_SECONDS || seconds > MAX_SECONDS)) {
      throw violated("durationSeconds", Integer.toString(seconds));
    }
    if (request.tags().size() > MAX_TAGS) {
      throw violated("tags", request.tags().size() + " tags");
    }
    request
        .tags()
        .forEach(
            (key, value) -> {
              match("tags.key", TAG_KEY, key);
              match("tags.value", TAG_VALUE, value);
            });
  }

  private static void match(String member, Pattern pattern, @Nullable String value) {
    if (value != null && !pattern.matcher(value).matches()) {
      throw violated(member, value);
    }
  }

  private static Refusal violated(String member, String value) {
    return Refusal.validationError(
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint"
            .formatted(value, member));
  }
}
