package io.bedrockoperator.api;

/** The validation rules and texts that are the same in every type that describes a profile. */
final class ProfileRules {

  static final String NAME = "self.inferenceProfileName.matches(r'" + Patterns.NAME + "')";

  static final String NAME_MESSAGE =
      "inferenceProfileName must be ASCII letters and digits, each followed by at most one space,"
          + " underscore or hyphen; choose a name like team-a-chat";

  static final String DESCRIPTION =
      "!has(self.description) || self.description.matches(r'" + Patterns.DESCRIPTION + "')";

  static final String DESCRIPTION_MESSAGE =
      "description must be ASCII letters, digits, colons and dots, each followed by at most one"
          + " space, underscore or hyphen; leave out other characters, or the whole field if"
          + " there is nothing to say";

  static final String TAGS_DESCRIPTION =
      "Tags of the profile in AWS, for cost allocation and access control: at most 46, "
          + "since AWS takes 50 and the operator adds four of its own, which begin with "
          + "bedrock-operator.io/. Tags that others put on the profile are left alone.";

  private ProfileRules() {}
}
