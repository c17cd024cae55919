package io.bedrockoperator.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that the next step depends on.
 *
 * @param desired the revision that the template describes
 * @param historyLimit how many earlier revisions are kept
 * @param retention how long each earlier revision is kept at least after it was last current
 * @param paused whether no revision may be created, removed or made current
 * @param revisions the revisions of the deployment, and whatever has the name of the desired one
 * @param published the names of the revisions that a ConfigMap of the deployment names
 */
public record RolloutInput(
    DesiredRevision desired,
    int historyLimit,
    Duration retention,
    boolean paused,
    List<ObservedRevision> revisions,
    RolloutRecord record,
    Set<String> published,
    Instant now) {

  public RolloutInput {
    revisions = List.copyOf(revisions);
    published = Set.copyOf(published);
  }

  /** Returns what has the name of the desired revision, whoever owns it. */
  Optional<ObservedRevision> wanted() {
    return revisions.stream()
        .filter(revision -> revision.name().equals(desired.name()))
        .findFirst();
  }

  /** Returns the revision that applications are to use, if it exists. */
  public Optional<ObservedRevision> current() {
    return living().stream().filter(record::isCurrent).findFirst();
  }

  /**
   * Returns what has the name of the desired revision while applications do not use it yet, or
   * cannot use it.
   */
  public Optional<ObservedRevision> awaited() {
    return wanted().filter(wanted -> !record.isCurrent(wanted) || !wanted.health().ready());
  }

  List<ObservedRevision> living() {
    return revisions.stream().filter(ObservedRevision::isLiving).toList();
  }

  /**
   * Returns the living revisions that are neither desired nor current, and that no ConfigMap names.
   */
  List<ObservedRevision> others() {
    return living().stream()
        .filter(revision -> !revision.name().equals(desired.name()) && !record.isCurrent(revision))
        .filter(revision -> !published.contains(revision.name()))
        .toList();
  }
}
