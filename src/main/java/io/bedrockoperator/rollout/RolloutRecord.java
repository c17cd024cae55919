package io.bedrockoperator.rollout;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the status records about a rollout.
 *
 * @param current the name of the revision that applications are to use
 * @param lastCurrentAt when each of the other revisions was last current, by name
 */
public record RolloutRecord(Optional<String> current, Map<String, Instant> lastCurrentAt) {

  public RolloutRecord {
    lastCurrentAt = Map.copyOf(lastCurrentAt);
  }

  boolean isCurrent(ObservedRevision revision) {
    return current.filter(revision.name()::equals).isPresent();
  }

  boolean wasCurrent(ObservedRevision revision) {
    return lastCurrentAt.containsKey(revision.name());
  }

  /**
   * Returns when the revision was last current. This is never in the future, even if the clock was
   * set back. If it is not recorded, applications may have used the ARN of the revision until just
   * now.
   */
  Instant lastCurrentAt(ObservedRevision revision, Instant now) {
    var known = lastCurrentAt.getOrDefault(revision.name(), now);
    return known.isAfter(now) ? now : known;
  }

  /**
   * Returns the record as of now.
   *
   * @param next the name of the revision that is current from now on
   */
  public RolloutRecord at(
      Instant now, Optional<String> next, Collection<ObservedRevision> revisions) {
    var times = new HashMap<String, Instant>();
    revisions.stream()
        .filter(ObservedRevision::isLiving)
        .filter(revision -> !next.equals(Optional.of(revision.name())))
        .filter(
            revision -> isCurrent(revision) || wasCurrent(revision) || revision.health().wasReady())
        .forEach(revision -> times.put(revision.name(), lastCurrentAt(revision, now)));
    return new RolloutRecord(next, times);
  }
}
