package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.Owner.Ownership;
import io.bedrockoperator.profile.ProfileDiff;
import io.bedrockoperator.profile.TagDiff;
import io.bedrockoperator.profile.plan.Action.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides whether a profile that is there may become this resource's. */
final class AdoptionPlanner {

  private AdoptionPlanner() {}

  static Action plan(DesiredState intent, Observation.Found found, Circumstances circumstances) {
    if (found.profile().isEmpty()) {
      return new Action.LookAgain(found.arn());
    }
    var is = found.profile().get();
    if (!circumstances.settled()) {
      return new Action.AwaitCertainty(is.name());
    }
    var objections =
        new ArrayList<>(
            ProfileDiff.adoptionDifferences(intent.profile(), is, circumstances.sourceModels()));
    if (intent.observesOnly()) {
      return objections.isEmpty() ? observe(found, is) : unfit(is, objections);
    }
    var tags = found.tags().orElse(Map.of());
    var ownership = intent.owner().ownershipOf(tags);
    if (ownership != Ownership.PREDECESSOR
        && circumstances.adoption() != AdoptionPermission.GRANTED) {
      return notPermitted(found, circumstances.adoption());
    }
    if (ownership == Ownership.OTHER && !mayTakeOver(intent)) {
      livingOwner(intent, tags, circumstances.ownerLives()).ifPresent(objections::add);
    }
    return objections.isEmpty() ? adopt(intent, is, tags, ownership) : unfit(is, objections);
  }

  private static Action notPermitted(Observation.Found found, AdoptionPermission permission) {
    return new Action.Refuse(
        Refusal.ADOPTION_REFUSED,
        permission == AdoptionPermission.NEVER
            ? "The profile %s cannot be adopted, since this operator never adopts: remove spec.adopt"
                .formatted(found.arn())
            : "This namespace may not adopt %s: annotate it with bedrock-operator.io/adoption:"
                    .formatted(found.arn())
                + " allowed");
  }

  static boolean mayTakeOver(DesiredState intent) {
    return intent.adoption().map(Adoption::takeOver).orElse(false);
  }

  private static Action unfit(ObservedProfile is, List<String> objections) {
    return new Action.Refuse(
        Refusal.ADOPTION_REFUSED,
        "The profile %s does not fit: %s".formatted(is.arn(), String.join("; ", objections)));
  }

  private static Action observe(Observation.Found found, ObservedProfile is) {
    return is.active() ? new Action.Keep(is.arn(), Optional.of(is)) : new Action.Await(found);
  }

  private static Action adopt(
      DesiredState intent, ObservedProfile is, Map<String, String> tags, Ownership ownership) {
    var formerOwner =
        ownership == Ownership.NOBODY ? Optional.<Owner>empty() : Optional.of(Owner.namedBy(tags));
    var put = TagDiff.between(tags, intent.profile(), Set.of()).put();
    return new Action.Adopt(is, put, formerOwner);
  }

  private static Optional<String> livingOwner(
      DesiredState intent, Map<String, String> tags, boolean ownerLives) {
    var owner = Owner.namedBy(tags);
    if (!owner.cluster().equals(intent.owner().cluster())) {
      return Optional.of(
          "it belongs to the cluster '%s' (spec.adopt.takeOver takes it over)"
              .formatted(owner.cluster()));
    }
    return ownerLives
        ? Optional.of(
            "it belongs to the resource %s/%s (spec.adopt.takeOver takes it over)"
                .formatted(owner.namespace(), owner.name()))
        : Optional.empty();
  }
}
