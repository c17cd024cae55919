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

/** How the record of a rollout stands in the status. */
final class RolloutRecords {

  private RolloutRecords() {}

  /** Somebody may have written anything there; what cannot be read was forgotten. */
  static RolloutRecord read(InferenceProfileDeployment deployment) {
    var status = Optional.ofNullable(deployment.getStatus());
    var times = new HashMap<String, Instant>();
    for (var told :
        status.map(InferenceProfileDeploymentStatus::revisions).orElse(List.<Revision>of())) {
      var at = Optional.ofNullable(told.lastCurrentAt()).flatMap(RolloutRecords::time);
      if (told.name() != null && !told.name().isEmpty() && at.isPresent()) {
        times.put(told.name(), at.get());
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

  /** The living revisions: the current one, then the others from the last current one on. */
  static List<Revision> written(RolloutRecord record, Collection<ObservedRevision> revisions) {
    return revisions.stream()
        .filter(ObservedRevision::isLiving)
        .sorted(
            Comparator.comparing(
                    (ObservedRevision is) -> !record.current().equals(Optional.of(is.name())))
                .thenComparing(
                    is -> record.lastCurrentAt().getOrDefault(is.name(), Instant.MIN),
                    Comparator.reverseOrder())
                .thenComparing(ObservedRevision::name))
        .limit(InferenceProfileDeployment.MOST_REVISIONS)
        .map(
            is ->
                new Revision(
                    is.name(),
                    is.arn().orElse(null),
                    Optional.ofNullable(record.lastCurrentAt().get(is.name()))
                        .map(at -> at.truncatedTo(ChronoUnit.MILLIS).toString())
                        .orElse(null)))
        .toList();
  }
}
