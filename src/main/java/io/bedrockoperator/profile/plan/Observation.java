package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.ObservedProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was read from Bedrock. */
public sealed interface Observation {

  record NotLooked() implements Observation {}

  /**
   * A profile that exists.
   *
   * @param profile empty if only the tags were read
   * @param tags empty if only the profile was read
   */
  record Found(String arn, Optional<ObservedProfile> profile, Optional<Map<String, String>> tags)
      implements Observation {}

  /**
   * A profile that Bedrock does not find.
   *
   * @param confirmed whether two reads, apart in time, did not find it, and nothing was created
   *     shortly before; otherwise, the profile may just not be visible yet
   */
  record Missing(String arn, boolean confirmed) implements Observation {}

  record SameName(List<Found> profiles) implements Observation {

    public SameName {
      profiles = List.copyOf(profiles);
    }
  }
}
