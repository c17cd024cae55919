package io.bedrockoperator.reconcile;

import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.plan.Action;
import io.bedrockoperator.profile.plan.PlanInput;
import io.bedrockoperator.reconcile.ReconcileMeters.Drift;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusReader;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes tags: those of the user, and the owner tags by which a profile is adopted. The status
 * records them before each call.
 */
record TagExecutor(ReconcileContext context, PlanInput input, FoundProfile found) {

  Optional<Duration> adopt(Action.Adopt adopt) {
    var arn = adopt.profile().arn();
    var bare = context.isBare();
    var before = context.record();
    if (!new WriteAhead(context).ensureFinalizer()) {
      return Optional.of(Duration.ZERO);
    }
    // Without this record, a profile with this resource's owner tags would count as created here.
    // The record no longer names tags of an earlier creation, which did not put any on this
    // profile.
    new WriteAhead(context)
        .recordAdoption(record -> record.seen(adopt.profile()).withAppliedTagKeys(keys()));
    var stranger = adopt.formerOwner().filter(this::isAnother);
    String requestId;
    try {
      requestId = write(arn, adopt.put(), Set.of());
    } catch (StoreFailure failure) {
      // If the record still named it, a profile of another resource would look like one that was
      // taken from this one.
      if (failure.isRefusal() || stranger.isPresent()) {
        context.learn(record -> before);
      }
      if (failure.isRefusal() && bare) {
        new WriteAhead(context).removeFinalizer();
      }
      throw failure;
    }
    adopt.formerOwner().ifPresent(this::makeDoubtful);
    inOrder();
    context.announce(
        stranger
            .map(owner -> ProfileEvents.takenOver(arn, owner, input.desired().adoption()))
            .orElseGet(() -> ProfileEvents.adopted(arn)));
    return done("adopted", arn, requestId);
  }

  private boolean isAnother(Owner owner) {
    return !owner.isEarlierLifeOf(input.desired().owner());
  }

  /** Has the former owner read at the next resync who owns the profile. */
  private void makeDoubtful(Owner other) {
    context.dependencies().driftIndex().doubtTagsOfLiving(other.uid());
  }

  Optional<Duration> retag(Action.Retag retag) {
    if (!new WriteAhead(context).ensureFinalizer()) {
      return Optional.of(Duration.ZERO);
    }
    var arn = retag.found().arn();
    found.record(arn, retag.found().profile());
    var before = context.record().appliedTagKeys();
    var wasInOrder =
        StatusReader.isReady(context.resource()) && StatusReader.isCurrent(context.resource());
    new WriteAhead(context).record(record -> record.withTagKeysOfEither(keys()));
    if (!retag.remove().isEmpty()) {
      new WriteAhead(context).forgetTagKeysOfCreation();
    }
    String requestId;
    try {
      requestId = write(arn, retag.put(), retag.remove());
    } catch (StoreFailure failure) {
      if (failure.isRefusal() && FailureMapper.isOfPuttingTags(failure)) {
        // No tag was put, so a tag under a new key is somebody else's.
        context.learn(record -> record.withAppliedTagKeys(before));
      }
      throw failure;
    }
    var recorded = context.record().appliedTagKeys();
    inOrder();
    // Otherwise, the spec changed or an earlier change failed, which is no drift.
    if (wasInOrder) {
      context.drifted(Drift.TAGS);
    }
    context.announce(ProfileEvents.retagged(retag.put().keySet(), retag.remove()));
    var late = context.memory().untilNothingLate(context.now());
    if (retag.remove().isEmpty() || !late.isPositive()) {
      return done("retagged", arn, requestId);
    }
    // A call that was given up may still put back the tags that were removed just now.
    context.learn(record -> record.withAppliedTagKeys(recorded));
    done("retagged", arn, requestId);
    return Optional.of(late);
  }

  private Optional<Duration> done(String action, String arn, String requestId) {
    new Reporter(context).logDone(action, arn, Reason.AVAILABLE, requestId);
    return new Availability(context, input.desired()).report();
  }

  private void inOrder() {
    context.tagsAreRight();
    context.learn(record -> record.withAppliedTagKeys(keys()).synced(context.generation()));
  }

  private Set<String> keys() {
    return input.desired().profile().tags().keySet();
  }

  private String write(String arn, Map<String, String> put, Set<String> remove) {
    try {
      return context.profiles(context.placeOf(arn)).retag(arn, put, remove);
    } catch (StoreFailure failure) {
      if (!failure.isRefusal()) {
        context.remember(before -> before.failedToTag(context.now()));
      }
      throw failure;
    }
  }
}
