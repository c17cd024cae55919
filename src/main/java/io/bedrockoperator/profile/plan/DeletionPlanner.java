package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.DeletionRequest;
import io.bedrockoperator.profile.Owner.Ownership;
import java.util.List;
import java.util.Optional;

/** Decides what to read and what to do for a deleted resource that still has its finalizer. */
public final class DeletionPlanner {

  private DeletionPlanner() {}

  /** Plans the first read, before anything was observed. */
  public static ReadPlan first(DeletionInput input) {
    var request = input.request();
    if (request.suspended() || !input.deletes()) {
      return new ReadPlan.Nowhere();
    }
    return input
        .record()
        .arn()
        .<ReadPlan>map(arn -> new ReadPlan.At(arn, false, true))
        .orElseGet(() -> byName(request));
  }

  /**
   * Plans the second read: a create call that was given up may have taken effect after the recorded
   * profile was gone.
   */
  public static ReadPlan second(DeletionInput input) {
    return input.observation() instanceof Observation.Missing
        ? byName(input.request())
        : new ReadPlan.Nowhere();
  }

  private static ReadPlan byName(DeletionRequest request) {
    return request
        .name()
        .filter(name -> !request.region().isEmpty())
        .<ReadPlan>map(name -> new ReadPlan.ByName(request.region(), name))
        .orElseGet(ReadPlan.Nowhere::new);
  }

  public static DeletionAction plan(DeletionInput input) {
    if (input.request().suspended()) {
      return new DeletionAction.Suspend();
    }
    if (!input.deletes()) {
      return retain(input);
    }
    return switch (input.observation()) {
      case Observation.NotLooked() -> nothingToFind(input);
      case Observation.Missing(String arn, boolean confirmed) ->
          releaseOnceSettled(input, Optional.of(arn));
      case Observation.Found found -> found(input, found);
      case Observation.SameName(List<Observation.Found> profiles) ->
          profiles.stream()
              .filter(found -> ownership(input, found) == Ownership.OURS)
              .findFirst()
              .<DeletionAction>map(found -> new DeletionAction.Delete(found.arn(), false))
              .orElseGet(() -> releaseOnceSettled(input, Optional.empty()));
    };
  }

  /** The next resource of this name must be able to find the profile that this one leaves. */
  private static DeletionAction retain(DeletionInput input) {
    return input.settled() || !input.mayHaveCreated()
        ? new DeletionAction.Release(DeletionAction.Cause.RETAINED, input.record().arn())
        : new DeletionAction.AwaitCertainty(DeletionAction.Cause.RETAINED);
  }

  private static DeletionAction nothingToFind(DeletionInput input) {
    return input.request().name().isPresent()
        ? new DeletionAction.AwaitRegion()
        : new DeletionAction.Release(DeletionAction.Cause.GONE, Optional.empty());
  }

  private static DeletionAction releaseOnceSettled(DeletionInput input, Optional<String> arn) {
    return input.settled()
        ? new DeletionAction.Release(DeletionAction.Cause.GONE, arn)
        : new DeletionAction.AwaitCertainty(DeletionAction.Cause.GONE);
  }

  private static DeletionAction found(DeletionInput input, Observation.Found found) {
    var ours =
        switch (ownership(input, found)) {
          case OURS, PREDECESSOR -> true;
          // Without owner tags, only the token proves that the profile was created here and not
          // just observed.
          case NOBODY -> input.record().createdHere();
          case OTHER -> false;
        };
    return ours
        ? new DeletionAction.Delete(found.arn(), input.nothingLate())
        : new DeletionAction.Release(DeletionAction.Cause.NOT_OURS, Optional.of(found.arn()));
  }

  private static Ownership ownership(DeletionInput input, Observation.Found found) {
    return input.request().owner().ownershipOf(found.tags().orElseThrow());
  }
}
