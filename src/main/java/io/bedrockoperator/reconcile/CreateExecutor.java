package io.bedrockoperator.reconcile;

import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.aws.ProfileStore.Created;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.profile.plan.Action;
import io.bedrockoperator.profile.plan.PlanInput;
import io.bedrockoperator.reconcile.ReconcileMemory.NameRefusal;
import io.bedrockoperator.status.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.event.Level;

/**
 * Creates a profile. The finalizer is written first: it records that a profile may have been
 * created.
 */
record CreateExecutor(ReconcileContext context, PlanInput input) {

  Optional<Duration> create(Action.Create create) {
    var nothingBefore = context.isBare() || (!isFresh() && isSettled());
    if (!new WriteAhead(context).ensureFinalizerForCreation(keysOf(create))
        || (isFresh() && !context.memory().fresh(context.now()))) {
      return Optional.of(Duration.ZERO);
    }
    try {
      return created(create, store(create).create(create.profile(), create.token()));
    } catch (StoreFailure failure) {
      return notCreated(keysOf(create), failure, failure.isRefusal() && nothingBefore);
    }
  }

  private ProfileStore store(Action.Create create) {
    return context.profiles(context.place(create.profile().region()));
  }

  private boolean isFresh() {
    return input.doubts().fresh();
  }

  private boolean isSettled() {
    return context.memory().settled(context.startedAt());
  }

  private static Set<String> keysOf(Action.Create create) {
    return create.profile().tags().keySet();
  }

  private Optional<Duration> created(Action.Create create, Created answer) {
    var keys = keysOf(create);
    if (context.memory().mayRepeat()) {
      context.doubtTags();
    }
    context.remember(before -> before.created(context.now(), keys));
    context.learn(
        record ->
            record
                .created(answer.arn(), answer.status(), create.token(), keys)
                .synced(context.generation()));
    context.announce(ProfileEvents.created(answer.arn(), context.record().previousArns()));
    reporter().logDone("created", answer.arn(), Reason.CREATING, answer.requestId());
    if (!context.record().active()) {
      return reporter().unsettled("The profile was created; waiting until Bedrock calls it ACTIVE");
    }
    completeRecord(answer.arn());
    return new Availability(context, input.desired()).report();
  }

  /**
   * The response to a create call says little. The rest is in the next listing, which is one call
   * for all profiles created in the meantime. One report is enough if that listing shows
   * everything.
   */
  private void completeRecord(String arn) {
    try {
      context
          .listing(context.placeOf(arn), context.now())
          .find(arn)
          .ifPresent(listed -> context.learn(record -> record.seen(listed)));
    } catch (StoreFailure notListed) {
      // The next reconciliation looks again; the creation is reported now.
      var error = FailureMapper.errorOf(notListed);
      ActionLog.failed(Level.WARN, context.resource(), arn, Reason.AVAILABLE, error);
    }
  }

  /**
   * @param nothingIsThere AWS refused this call, and nothing can have been created before
   */
  private Optional<Duration> notCreated(
      Set<String> keys, StoreFailure failure, boolean nothingIsThere) {
    if (FailureMapper.isNameTaken(failure)) {
      mayHaveCreated(keys);
      var refusal = new NameRefusal(FailureMapper.errorOf(failure), nothingIsThere);
      context.remember(before -> before.refusedName(refusal));
      // The next reconciliation looks up who holds the name.
      return Optional.of(Duration.ZERO);
    }
    // This failure is not about the name.
    context.learn(ProfileRecord::withoutRefusal);
    if (failure.isRefusal()) {
      context.remember(ReconcileMemory::refusedToCreate);
    } else {
      mayHaveCreated(keys);
    }
    if (nothingIsThere) {
      new WriteAhead(context).removeFinalizer();
    }
    throw failure;
  }

  private void mayHaveCreated(Set<String> keys) {
    context.remember(before -> before.failedToCreate(context.now(), keys));
    context.learn(record -> record.withTagKeysOfEither(keys));
  }

  private Reporter reporter() {
    return new Reporter(context);
  }
}
