package io.bedrockoperator.dev.emulator;

/** The parts of a Bedrock ARN that has passed its pattern. */
record ProfileArn(String partition, String region, String account, String kind, String id) {
  static final String MODEL = "foundation-model";
  static final String SYSTEM = "inference-profile";
  static final String APPLICATION = "application-inference-profile";

  static boolean looksLike(String text) {
    return text.startsWith("arn:");
  }

  static ProfileArn parse(String text) {
    var parts = text.split(":", 6);
    var slash = parts[5].indexOf('/');
    return new ProfileArn(
        parts[1], parts[3], parts[4], parts[5].substring(0, slash), parts[5].substring(slash + 1));
  }
}
