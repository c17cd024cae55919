package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.DeletionRequest;
import io.bedrockoperator.profile.Owner.Ownership;
import io.bedrockoperator.profile.Recorded;
import java.util.List;
import java.util.Optional;

/** Decides what to look at and what to do for a resource that is being deleted. */
public final class DeletionPlanner {

  private DeletionPlanner() {}

  public static ReadPlan look(DeletionRequest intent, Recorded recorded) {
    if (intent.suspended() || !intent.deletes(recorded)) {
      return new ReadPlan.Nowhere();
    }
    if (recorded.arn().isPresent()) {
      return new ReadPlan.At(recorded.arn().get(), false, true);
    }
    return intent
        .name()
        .<ReadPlan>map(name -> new ReadPlan.ByName(intent.region(), name))
        .orElseGet(ReadPlan.Nowhere::new);
  }

  /**
   * Where to look once more: a creation that was given up may have happened after the recorded
   * profile was gone.
   */
  public static ReadPlan lookAfter(DeletionRequest intent, Observation sighting) {
    return sighting instanceof Observation.Missing && !intent.region().isEmpty()
        ? intent
            .name()
            .<ReadPlan>map(name -> new ReadPlan.ByName(intent.region(), name))
            .orElseGet(ReadPlan.Nowhere::new)
        : new ReadPlan.Nowhere();
  }

  /**
   * What is certain of creations for the resource.
   *
   * @param settled none can be so recent that its profile is not visible yet
   * @param nothingLate none failed so recently that AWS may still act on it
   */
  public record Certainty(boolean settled, boolean nothingLate) {}

  /** Decides over a resource that still holds its finalizer. */
  public static DeletionAction plan(
      DeletionRequest intent, Recorded recorded, Observation sighting, Certainty certainty) {
    if (intent.suspended()) {
      return new DeletionAction.Suspend();
    }
    if (!intent.deletes(recorded)) {
      // The next resource of this name must be able to find what this one leaves.
      return certainty.settled() || !intent.mayHaveCreated(recorded)
          ? new DeletionAction.Release(DeletionAction.Cause.RETAINED, recorded.arn())
          : new DeletionAction.AwaitCertainty(DeletionAction.Cause.RETAINED);
    }
    return switch (sighting) {
      case Observation.NotLooked() ->
          new DeletionAction.Release(DeletionAction.Cause.GONE, Optional.empty());
      case Observation.Missing(String arn, boolean confirmed) ->
          releaseOnceSettled(certainty.settled(), Optional.of(arn));
      case Observation.Found found -> planFound(intent, recorded, found, certainty.nothingLate());
      case Observation.SameName(List<Observation.Found> profiles) ->
          profiles.stream()
              .filter(found -> ownership(intent, found) == Ownership.OURS)
              .findFirst()
              .<DeletionAction>map(found -> new DeletionAction.Delete(found.arn(), false))
              .orElseGet(() -> releaseOnceSettled(certainty.settled(), Optional.empty()));
    };
  }

  private static DeletionAction releaseOnceSettled(boolean settled, Optional<String> arn) {
    return settled
        ? new DeletionAction.Release(DeletionAction.Cause.GONE, arn)
        : new DeletionAction.AwaitCertainty(DeletionAction.Cause.GONE);
  }

  private static DeletionAction planFound(
      DeletionRequest intent, Recorded recorded, Observation.Found found, boolean last) {
    var ours =
        switch (ownership(intent, found)) {
          case OURS, PREDECESSOR -> true;
          // Without owner tags, only the token proves that it was created here and not just looked
          // at.
          case NOBODY -> recorded.createdHere();
          case OTHER -> false;
        };
    return ours
        ? new DeletionAction.Delete(found.arn(), last)
        : new DeletionAction.Release(DeletionAction.Cause.NOT_OURS, Optional.of(found.arn()));
  }

  private static Ownership ownership(DeletionRequest intent, Observation.Found found) {
    return intent.owner().ownershipOf(found.tags().orElseThrow());
  }
}
