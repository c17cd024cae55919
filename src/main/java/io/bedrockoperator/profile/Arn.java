package io.bedrockoperator.profile;

import java.util.Optional;

/**
 * The parts of an Amazon Resource Name that Bedrock uses; Region and account may be empty, as in
 * the ARNs of foundation models and of the models behind {@code global.} profiles.
 */
public record Arn(String partition, String region, String account, String resource) {

  /**
   * Parses an ARN. The result is empty if the text is not an ARN of the {@code bedrock} service.
   * Unknown partitions are accepted.
   */
  public static Optional<Arn> parse(String text) {
    var parts = text.split(":", 6);
    var isBedrock = parts.length == 6 && parts[0].equals("arn") && parts[2].equals("bedrock");
    return isBedrock
        ? Optional.of(new Arn(parts[1], parts[3], parts[4], parts[5]))
        : Optional.empty();
  }

  /** The part after the resource type: the id of a profile or of a model. */
  public String id() {
    return resource.substring(resource.indexOf('/') + 1);
  }

  public boolean isApplicationProfile() {
    return resource.startsWith("application-inference-profile/");
  }

  public boolean isFoundationModel() {
    return resource.startsWith("foundation-model/");
  }
}
