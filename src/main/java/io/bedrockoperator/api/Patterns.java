package io.bedrockoperator.api;

/**
 * What Bedrock takes, as whole strings: the patterns of the API reference of CreateInferenceProfile
 * and of its type Tag. The one difference is the partition of an ARN, where the reference lists
 * five: AWS adds partitions, and refuses by itself the ones that it does not have.
 */
final class Patterns {

  static final String NAME = "^([0-9a-zA-Z][ _-]?)+$";
  static final String DESCRIPTION = "^([0-9a-zA-Z:.][ _-]?)+$";
  static final String COPY_FROM =
      "^arn:aws[a-z-]*:bedrock:[0-9a-z-]{0,20}:([0-9]{12})?:"
          + "(inference-profile|foundation-model)/[a-zA-Z0-9:.-]+$";
  // Bedrock makes these, and never without a Region and an account (Service Authorization
  // Reference, resource types of Amazon Bedrock).
  static final String APPLICATION_INFERENCE_PROFILE_ARN =
      "^arn:aws[a-z-]*:bedrock:[0-9a-z-]{1,20}:[0-9]{12}:"
          + "application-inference-profile/[a-zA-Z0-9:.-]+$";
  static final String TAG = "^[a-zA-Z0-9\\s._:/=+@-]*$";

  private Patterns() {}
}
