package io.bedrockoperator.profile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Bedrock says of a profile.
 *
 * @param status Bedrock's word, raw; {@code ACTIVE} is the only one documented
 * @param models ARNs of the models behind it, in no order that means anything
 */
public record ObservedProfile(
    String arn,
    String id,
    String name,
    Optional<String> description,
    String status,
    String type,
    List<String> models,
    Optional<Instant> createdAt) {

  public ObservedProfile {
    models = List.copyOf(models);
  }

  public boolean active() {
    return status.equals("ACTIVE");
  }
}
