package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.Owner.Ownership;
import io.bedrockoperator.profile.plan.Action.Refusal;
import java.util.List;
import java.util.Optional;

/** Decides what to do for a resource that is to have a profile: one action for each input. */
public final class Planner {

  private Planner() {}

  public static Action plan(PlanInput input) {
    var action = allowed(wanted(input), input);
    return input.hindrance().isPresent() && hasToBeRecorded(action)
        ? new Action.AwaitSchema(input.hindrance().get())
        : action;
  }

  private static Action allowed(Action action, PlanInput input) {
    return action instanceof Action.Create && input.creationRefusal().isPresent()
        ? input.creationRefusal().get()
        : action;
  }

  private static boolean hasToBeRecorded(Action action) {
    return switch (action) {
      case Action.Create create -> true;
      case Action.Adopt adopt -> true;
      case Action.Retag retag -> true;
      case Action.Recreate recreate -> true;
      case Action.ChangeToken change -> true;
      case Action.Reclaim reclaim -> true;
      case Action.RotateToken rotation -> true;
      case Action.Keep keep -> false;
      case Action.Await await -> false;
      case Action.LookAgain again -> false;
      case Action.AwaitName await -> false;
      case Action.AwaitCertainty await -> false;
      case Action.AwaitSchema await -> false;
      case Action.Suspend suspend -> false;
      case Action.Refuse refusal -> false;
    };
  }

  private static Action wanted(PlanInput input) {
    if (input.desired().suspended()) {
      return new Action.Suspend();
    }
    var other = Adoptions.otherAdoption(input.desired(), input.record());
    if (other.isPresent()) {
      return otherProfile(input, other.get());
    }
    return switch (input.observation()) {
      case Observation.NotLooked() -> unseen(input);
      case Observation.Missing missing -> LossPlanner.plan(input, missing);
      case Observation.Found found when input.record().names(found.arn()) -> known(input, found);
      case Observation.Found found ->
          Owners.isOurs(input.desired(), found)
              ? SyncPlanner.plan(input, found)
              : AdoptionPlanner.plan(input, found);
      case Observation.SameName(List<Observation.Found> profiles) ->
          NamePlanner.plan(input, Owners.alive(profiles, input.record()));
    };
  }

  private static Action otherProfile(PlanInput input, String other) {
    return new Action.Refuse(
        Refusal.IMMUTABLE_FIELD_CHANGED,
        "This resource has the profile %s and cannot change it for %s: correct spec.adopt, or"
                .formatted(input.record().arn().orElseThrow(), other)
            + " create a new resource for the other profile");
  }

  private static Action unseen(PlanInput input) {
    var arn = input.record().arn();
    if (arn.isPresent()) {
      var nothingRead = new Observation.Found(arn.get(), Optional.empty(), Optional.empty());
      return SyncPlanner.plan(input, nothingRead);
    }
    return input.desired().observesOnly()
        ? NamePlanner.nameOneToObserve()
        : NamePlanner.create(input);
  }

  /** A profile whose ARN the status names. */
  private static Action known(PlanInput input, Observation.Found found) {
    return Owners.of(input.desired(), found)
        .flatMap(ownership -> takenAway(input, found, ownership))
        .orElseGet(() -> SyncPlanner.plan(input, found));
  }

  private static Optional<Action> takenAway(
      PlanInput input, Observation.Found found, Ownership ownership) {
    var createdHere = input.record().createdHere();
    return switch (ownership) {
      case OURS, PREDECESSOR -> Optional.empty();
      case NOBODY ->
          createdHere || input.desired().observesOnly()
              ? Optional.empty()
              : Optional.of(AdoptionPlanner.plan(input, found));
      case OTHER -> Optional.of(takenOver(input, found, createdHere));
    };
  }

  private static Action takenOver(PlanInput input, Observation.Found found, boolean createdHere) {
    if (createdHere) {
      return NamePlanner.somebodyElses(
          found,
          "delete this resource, and apply it again with spec.adopt.takeOver to have it back");
    }
    // Each change of the spec permits one takeover, so that two resources that may both take over
    // do not do so in turn for ever.
    return input.specChanged() && input.desired().adoption().isPresent()
        ? new Action.Reclaim(found.arn())
        : NamePlanner.somebodyElses(
            found,
            "delete this resource, or change its spec with spec.adopt.takeOver to have it back");
  }
}
