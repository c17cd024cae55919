package io.bedrockoperator.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that the next step depends on.
 *
 * @param desired what the template asks for
 * @param historyLimit how many earlier revisions stay
 * @param retention how long each earlier one stays at least after it was current last
 * @param paused no revision is made, none removed, and none takes the place of another
 * @param revisions the deployment's, and whatever has the name of the desired one
 * @param published the revisions that a ConfigMap of the deployment names, by name
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

  /** What has the name of the desired revision; of whomever. */
  Optional<ObservedRevision> wanted() {
    return revisions.stream().filter(is -> is.name().equals(desired.name())).findFirst();
  }

  /** The revision that applications are to use, if it is there. */
  public Optional<ObservedRevision> current() {
    return living().stream().filter(record::isCurrent).findFirst();
  }

  /** The wanted revision, while applications do not use it yet, or cannot. */
  public Optional<ObservedRevision> awaited() {
    return wanted().filter(wanted -> !record.isCurrent(wanted) || !wanted.health().ready());
  }

  List<ObservedRevision> living() {
    return revisions.stream().filter(ObservedRevision::isLiving).toList();
  }

  /** The living ones that nobody asks for and no application is told of. */
  List<ObservedRevision> others() {
    return living().stream()
        .filter(is -> !is.name().equals(desired.name()) && !record.isCurrent(is))
        .filter(is -> !published.contains(is.name()))
        .toList();
  }
}
