package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner.Ownership;
import io.bedrockoperator.profile.ProfileRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Determines who owns the profiles that were found, by their tags. */
final class Owners {

  private Owners() {}

  /** Returns who owns the profile; empty if its tags were not read. */
  static Optional<Ownership> of(DesiredState desired, Observation.Found found) {
    return found.tags().map(desired.owner()::ownershipOf);
  }

  static boolean isOurs(DesiredState desired, Observation.Found found) {
    return of(desired, found).filter(Ownership.OURS::equals).isPresent();
  }

  static Optional<Observation.Found> oldest(
      DesiredState desired, List<Observation.Found> profiles, Ownership ownership) {
    return profiles.stream()
        .filter(found -> of(desired, found).filter(ownership::equals).isPresent())
        .min(Comparator.comparing(Owners::createdAt));
  }

  /**
   * Returns the profiles without those that the status calls lost, and without the one that it
   * names.
   */
  static List<Observation.Found> alive(List<Observation.Found> profiles, ProfileRecord record) {
    return profiles.stream()
        .filter(found -> !record.previousArns().contains(found.arn()))
        .filter(found -> !record.names(found.arn()))
        .toList();
  }

  private static Instant createdAt(Observation.Found found) {
    return found.profile().flatMap(ObservedProfile::createdAt).orElse(Instant.MAX);
  }
}
