package io.bedrockoperator.rollout;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be remembered of a rollout; it stands in the status.
 *
 * @param current the revision that applications are to use, by name
 * @param lastCurrentAt when each of the others was current last, by name
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
   * When it was current last. Not in the future, wherever the clock was set to; and where that was
   * forgotten, or applications may have learned its ARN all the same, it may have been just now.
   */
  Instant lastCurrentAt(ObservedRevision revision, Instant now) {
    var known = lastCurrentAt.getOrDefault(revision.name(), now);
    return known.isAfter(now) ? now : known;
  }

  /**
   * The record at this moment.
   *
   * @param next the revision that is current from now on
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
