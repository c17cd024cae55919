package io.bedrockoperator.profile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A profile as Bedrock reports it.
 *
 * @param status the status as Bedrock sends it; only {@code ACTIVE} is documented
 * @param models ARNs of the models behind the profile, in no particular order
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
