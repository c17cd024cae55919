package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.ObservedProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was read from Bedrock. */
public sealed interface Observation {

  record NotLooked() implements Observation {}

  /**
   * A profile that is there.
   *
   * @param profile empty when only the tags were read
   * @param tags empty when only the profile was read
   */
  record Found(String arn, Optional<ObservedProfile> profile, Optional<Map<String, String>> tags)
      implements Observation {}

  /**
   * A profile that Bedrock does not know.
   *
   * @param confirmed two reads apart in time said so, and nothing was created shortly before; until
   *     then a missing profile may just not be visible yet
   */
  record Missing(String arn, boolean confirmed) implements Observation {}

  record SameName(List<Found> profiles) implements Observation {

    public SameName {
      profiles = List.copyOf(profiles);
    }
  }
}
