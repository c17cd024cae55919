package io.bedrockoperator.rollout;

import static java.util.Comparator.comparing;

import io.bedrockoperator.api.InferenceProfileDeployment;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides the next step of a rollout. */
public final class RolloutPlanner {

  private final RolloutInput input;

  private RolloutPlanner(RolloutInput input) {
    this.input = input;
  }

  /** Plans the next step. */
  public static RolloutStep plan(RolloutInput input) {
    return new RolloutPlanner(input).plan();
  }

  private RolloutStep plan() {
    return switchOver()
        .or(this::creation)
        .or(this::changeOfCurrent)
        .or(this::removalOfNeverReady)
        .or(() -> input.wanted().map(this::wanted))
        .orElseGet(this::delayedCreation);
  }

  /**
   * The revision that applications use gets all changes that can be made in place, whatever else is
   * in progress.
   */
  private Optional<RolloutStep> changeOfCurrent() {
    return input.current().flatMap(this::change);
  }

  private Optional<RolloutStep> change(ObservedRevision revision) {
    return revision
        .spec()
        .map(spec -> input.desired().inPlaceOf(revision.name(), spec))
        .map(to -> revision.name().equals(input.desired().name()) ? input.desired() : to)
        .filter(to -> to.isReachableFrom(revision) && !to.isMetBy(revision))
        .map(to -> new RolloutStep.Update(revision, to));
  }

  private Optional<RolloutStep> switchOver() {
    return input
        .wanted()
        .filter(ObservedRevision::isLiving)
        .filter(wanted -> !input.paused() && !input.record().isCurrent(wanted))
        .filter(wanted -> input.desired().isMetBy(wanted) && wanted.health().ready())
        .map(RolloutStep.Switch::new);
  }

  /**
   * A revision that was never Ready may block the next one, by the name of its profile or by the
   * quota of the account.
   */
  private Optional<RolloutStep> removalOfNeverReady() {
    return input.paused()
        ? Optional.empty()
        : input.others().stream()
            .filter(revision -> !isHistory(revision))
            .min(comparing(ObservedRevision::name))
            .map(RolloutStep.Remove::new);
  }

  private boolean isHistory(ObservedRevision revision) {
    return revision.health().wasReady() || input.record().wasCurrent(revision);
  }

  /**
   * Comes before changes of earlier revisions, so that a rejected change does not hold up a new
   * revision.
   */
  private Optional<RolloutStep> creation() {
    return input.wanted().isEmpty()
            && !input.paused()
            && input.living().size() < InferenceProfileDeployment.MOST_REVISIONS
        ? Optional.of(new RolloutStep.Create(input.desired()))
        : Optional.empty();
  }

  private RolloutStep delayedCreation() {
    return input.paused()
        ? new RolloutStep.Pause(
            "spec.paused is true: the revision %s is made once it is false"
                .formatted(input.desired().name()))
        : removalOfExcess().orElseGet(this::waitForRoom);
  }

  private RolloutStep waitForRoom() {
    return new RolloutStep.Wait(
        ("%d earlier revisions are there: waiting until spec.revisionRetentionSeconds lets one"
                + " go; lower it to go on")
            .formatted(input.living().size()));
  }

  private RolloutStep wanted(ObservedRevision wanted) {
    return switch (wanted.owner()) {
      case STRANGER ->
          new RolloutStep.Refuse(
              ("The InferenceProfile %s has the name of the next revision and is not this"
                      + " resource's: remove it, or change template.spec")
                  .formatted(wanted.name()));
      case EARLIER_DEPLOYMENT ->
          new RolloutStep.Wait(
              ("The InferenceProfile %s belongs to an earlier resource of this name: waiting until"
                      + " the garbage collector has removed it")
                  .formatted(wanted.name()));
      case DEPLOYMENT -> wanted.terminating() ? leaving(wanted) : own(wanted);
    };
  }

  private static RolloutStep leaving(ObservedRevision wanted) {
    return new RolloutStep.Wait(
        "The InferenceProfile %s is being deleted: waiting until it is gone to make it anew"
            .formatted(wanted.name()));
  }

  private RolloutStep own(ObservedRevision wanted) {
    if (!input.desired().isReachableFrom(wanted)) {
      return new RolloutStep.Refuse(
          ("The InferenceProfile %s has the name of the next revision and describes another"
                  + " profile: delete it, or change template.spec")
              .formatted(wanted.name()));
    }
    if (!input.record().isCurrent(wanted) && input.paused()) {
      return new RolloutStep.Pause(
          "spec.paused is true: the revision %s takes over once it is false"
              .formatted(wanted.name()));
    }
    return change(wanted)
        .orElseGet(() -> wanted.health().ready() ? trim() : new RolloutStep.Await(wanted));
  }

  private RolloutStep trim() {
    if (input.paused()) {
      return new RolloutStep.Rest(Optional.empty());
    }
    return removalOfExcess()
        .orElseGet(
            () ->
                new RolloutStep.Rest(
                    excess().stream().map(this::mayGoAt).min(Comparator.naturalOrder())));
  }

  private Optional<RolloutStep> removalOfExcess() {
    return excess().stream()
        .filter(revision -> !mayGoAt(revision).isAfter(input.now()))
        .findFirst()
        .map(RolloutStep.Remove::new);
  }

  /** The revisions that the limit does not keep, the one first that was current longest ago. */
  private List<ObservedRevision> excess() {
    return input.others().stream()
        .sorted(comparing(this::lastCurrentAt).reversed().thenComparing(ObservedRevision::name))
        .skip(input.historyLimit())
        .toList()
        .reversed();
  }

  private Instant mayGoAt(ObservedRevision revision) {
    return lastCurrentAt(revision).plus(input.retention());
  }

  private Instant lastCurrentAt(ObservedRevision revision) {
    return input.record().lastCurrentAt(revision, input.now());
  }
}
