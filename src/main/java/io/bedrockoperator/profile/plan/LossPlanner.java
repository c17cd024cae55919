package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.ClientRequestToken;
import io.bedrockoperator.profile.RecreatePolicy;
import io.bedrockoperator.profile.plan.Action.Refusal;

/** Decides what to do about a missing profile: look again, recreate it, or report the loss. */
final class LossPlanner {

  private LossPlanner() {}

  static Action plan(PlanInput input, Observation.Missing missing) {
    if (!missing.confirmed()) {
      return new Action.LookAgain(missing.arn());
    }
    if (!input.record().names(missing.arn())) {
      return new Action.Refuse(
          Refusal.ADOPTION_REFUSED,
          "There is no profile %s: correct spec.adopt.inferenceProfileArn"
              .formatted(missing.arn()));
    }
    var desired = input.desired();
    return desired.observesOnly() || desired.recreatePolicy() == RecreatePolicy.NEVER
        ? lostForGood(input, missing.arn())
        : new Action.Recreate(
            missing.arn(), ClientRequestToken.after(desired.owner().uid(), input.record().token()));
  }

  static Action lostForGood(PlanInput input, String arn) {
    var toObserve =
        input.record().createdHere()
            ? "set spec.managementPolicy to Full"
            : "name another in spec.adopt";
    var remedy = input.desired().observesOnly() ? toObserve : "set spec.recreatePolicy to Recreate";
    return new Action.Refuse(
        Refusal.PROFILE_LOST,
        "The profile %s was deleted outside Kubernetes: %s, or delete this resource"
            .formatted(arn, remedy));
  }
}
