package io.bedrockoperator.profile;

import io.bedrockoperator.profile.Owner.Ownership;
import java.util.List;
import java.util.Optional;

/** Decides what to look at and what to do for a resource that is being deleted. */
public final class RemovalPlanner {

  private RemovalPlanner() {}

  public static Look look(RemovalIntent intent, Recorded recorded) {
    if (intent.suspended() || !intent.deletes(recorded)) {
      return new Look.Nowhere();
    }
    if (recorded.arn().isPresent()) {
      return new Look.At(recorded.arn().get(), false, true);
    }
    return intent
        .name()
        .<Look>map(name -> new Look.ByName(intent.region(), name))
        .orElseGet(Look.Nowhere::new);
  }

  /**
   * Where to look once more: a creation that was given up may have happened after the recorded
   * profile was gone.
   */
  public static Look lookAfter(RemovalIntent intent, Sighting sighting) {
    return sighting instanceof Sighting.Missing && !intent.region().isEmpty()
        ? intent
            .name()
            .<Look>map(name -> new Look.ByName(intent.region(), name))
            .orElseGet(Look.Nowhere::new)
        : new Look.Nowhere();
  }

  /**
   * What is certain of creations for the resource.
   *
   * @param settled none can be so recent that its profile is not visible yet
   * @param nothingLate none failed so recently that AWS may still act on it
   */
  public record Certainty(boolean settled, boolean nothingLate) {}

  /** Decides over a resource that still holds its finalizer. */
  public static Removal plan(
      RemovalIntent intent, Recorded recorded, Sighting sighting, Certainty certainty) {
    if (intent.suspended()) {
      return new Removal.Suspend();
    }
    if (!intent.deletes(recorded)) {
      // The next resource of this name must be able to find what this one leaves.
      return certainty.settled() || !intent.mayHaveCreated(recorded)
          ? new Removal.Release(Removal.Cause.RETAINED, recorded.arn())
          : new Removal.AwaitCertainty(Removal.Cause.RETAINED);
    }
    return switch (sighting) {
      case Sighting.NotLooked() -> new Removal.Release(Removal.Cause.GONE, Optional.empty());
      case Sighting.Missing(String arn, boolean confirmed) ->
          releaseOnceSettled(certainty.settled(), Optional.of(arn));
      case Sighting.Found found -> planFound(intent, recorded, found, certainty.nothingLate());
      case Sighting.SameName(List<Sighting.Found> profiles) ->
          profiles.stream()
              .filter(found -> ownership(intent, found) == Ownership.OURS)
              .findFirst()
              .<Removal>map(found -> new Removal.Delete(found.arn(), false))
              .orElseGet(() -> releaseOnceSettled(certainty.settled(), Optional.empty()));
    };
  }

  private static Removal releaseOnceSettled(boolean settled, Optional<String> arn) {
    return settled
        ? new Removal.Release(Removal.Cause.GONE, arn)
        : new Removal.AwaitCertainty(Removal.Cause.GONE);
  }

  private static Removal planFound(
      RemovalIntent intent, Recorded recorded, Sighting.Found found, boolean last) {
    var ours =
        switch (ownership(intent, found)) {
          case OURS, PREDECESSOR -> true;
          // Without owner tags, only the token proves that it was created here and not just looked
          // at.
          case NOBODY -> recorded.createdHere();
          case OTHER -> false;
        };
    return ours
        ? new Removal.Delete(found.arn(), last)
        : new Removal.Release(Removal.Cause.NOT_OURS, Optional.of(found.arn()));
  }

  private static Ownership ownership(RemovalIntent intent, Sighting.Found found) {
    return intent.owner().ownershipOf(found.tags().orElseThrow());
  }
}
