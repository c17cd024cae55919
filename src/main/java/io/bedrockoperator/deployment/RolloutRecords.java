package io.bedrockoperator.deployment;

import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.InferenceProfileDeploymentStatus;
import io.bedrockoperator.api.Revision;
import io.bedrockoperator.rollout.ObservedRevision;
import io.bedrockoperator.rollout.RolloutRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** The form of the record of a rollout in a status. */
final class RolloutRecords {

  private RolloutRecords() {}

  /** Reads the record. Anybody may have edited the status, so what cannot be parsed is ignored. */
  static RolloutRecord read(InferenceProfileDeployment deployment) {
    var status = Optional.ofNullable(deployment.getStatus());
    var times = new HashMap<String, Instant>();
    for (var stored :
        status.map(InferenceProfileDeploymentStatus::revisions).orElse(List.<Revision>of())) {
      var at = Optional.ofNullable(stored.lastCurrentAt()).flatMap(RolloutRecords::time);
      if (stored.name() != null && !stored.name().isEmpty() && at.isPresent()) {
        times.put(stored.name(), at.get());
      }
    }
    return new RolloutRecord(
        status
            .map(InferenceProfileDeploymentStatus::currentRevision)
            .filter(name -> !name.isEmpty()),
        times);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  /**
   * Returns the living revisions: the current one, then the others, the one first that was current
   * most recently.
   */
  static List<Revision> written(RolloutRecord record, Collection<ObservedRevision> revisions) {
    return revisions.stream()
        .filter(ObservedRevision::isLiving)
        .sorted(
            Comparator.comparing(
                    (ObservedRevision revision) ->
                        !record.current().equals(Optional.of(revision.name())))
                .thenComparing(
                    revision -> record.lastCurrentAt().getOrDefault(revision.name(), Instant.MIN),
                    Comparator.reverseOrder())
                .thenComparing(ObservedRevision::name))
        .limit(InferenceProfileDeployment.MOST_REVISIONS)
        .map(
            revision ->
                new Revision(
                    revision.name(),
                    revision.arn().orElse(null),
                    Optional.ofNullable(record.lastCurrentAt().get(revision.name()))
                        .map(at -> at.truncatedTo(ChronoUnit.MILLIS).toString())
                        .orElse(null)))
        .toList();
  }
}
