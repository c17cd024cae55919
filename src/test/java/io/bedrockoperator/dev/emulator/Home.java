package io.bedrockoperator.dev.emulator;

/** One account in one Region: makes its ARNs and knows which ARNs are its own. */
record Home(String account, String region) {

  String partition() {
    return region.startsWith("cn-")
        ? "aws-cn"
        : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  String application(String id) {
    return arn(region, account, ProfileArn.APPLICATION, id);
  }

  String system(String id) {
    return arn(region, account, ProfileArn.SYSTEM, id);
  }

  /** The Region may be empty: a member of a global profile is recorded so. */
  String model(String modelRegion, String id) {
    return arn(modelRegion, "", ProfileArn.MODEL, id);
  }

  private String arn(String ofRegion, String ofAccount, String kind, String id) {
    return String.join(":", "arn", partition(), "bedrock", ofRegion, ofAccount, kind + "/" + id);
  }

  /** Without an account an ARN still names this account's profile: examples of AWS omit it. */
  boolean owns(ProfileArn arn) {
    return arn.partition().equals(partition())
        && arn.region().equals(region)
        && (arn.account().isEmpty() || arn.account().equals(account));
  }
}
