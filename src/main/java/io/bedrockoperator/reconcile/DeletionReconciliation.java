package io.bedrockoperator.reconcile;

import io.bedrockoperator.account.AccountChoice;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.profile.DeletionRequest;
import io.bedrockoperator.profile.plan.DeletionAction;
import io.bedrockoperator.profile.plan.DeletionInput;
import io.bedrockoperator.profile.plan.DeletionPlanner;
import io.bedrockoperator.profile.plan.Observation;
import io.bedrockoperator.profile.plan.ReadPlan;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The reconciliation of a deleted resource: gather, plan, execute, then report or remove the
 * finalizer.
 */
record DeletionReconciliation(ReconcileContext context) {

  Optional<Duration> run() {
    if (context.isBare()) {
      sayThatOthersHoldIt();
      return Optional.empty();
    }
    return switch (context.dependencies().specs().readForDeletion(context.resource())) {
      case ParseResult.NotUnderstood<DeletionRequest>(String message) -> invalid(message);
      case ParseResult.Understood<DeletionRequest>(DeletionRequest request) ->
          switch (context.choice()) {
            case AccountChoice.Usable usable -> in(usable, request);
            case AccountChoice.Suspended(var account) ->
                outOfReach(
                    request,
                    Outcome.of(
                        Reason.SUSPENDED,
                        "Deletion waits while the BedrockAccount %s is suspended"
                            .formatted(account.name())));
            case AccountChoice.Refused refused ->
                refused.forDeletion().isEmpty()
                    ? outOfReach(request, outcome(refused))
                    : inOneOf(refused.forDeletion(), request);
            case AccountChoice.Unknown(String message, var forDeletion) ->
                forDeletion.isEmpty() ? reporter().unknown(message) : inOneOf(forDeletion, request);
          };
    };
  }

  private static Outcome outcome(AccountChoice.Refused refused) {
    return Outcome.of(FailureMapper.reasonOf(refused.kind()), refused.message());
  }

  private Optional<Duration> in(AccountChoice.Usable usable, DeletionRequest request) {
    context.actIn(usable);
    return delete(request);
  }

  /**
   * Looks for the profile in each of the accounts. The finalizer is removed only if the profile is
   * in none of them.
   */
  private Optional<Duration> inOneOf(List<AccountChoice.Usable> places, DeletionRequest request) {
    for (var place : places.subList(0, places.size() - 1)) {
      context.lookIn(place);
      try {
        var input = gather(request);
        var action = DeletionPlanner.plan(input);
        if (!isGone(action)) {
          return execute(action, input.settled());
        }
      } catch (StoreFailure failure) {
        return reporter().fail(failure, request.region());
      }
    }
    context.lookIn(places.getLast());
    return delete(request);
  }

  private static boolean isGone(DeletionAction action) {
    return action instanceof DeletionAction.Release(var cause, var arn)
        && cause == DeletionAction.Cause.GONE;
  }

  /**
   * A resource whose profile stays in AWS is released although its account is out of reach, because
   * that takes no call.
   */
  private Optional<Duration> outOfReach(DeletionRequest request, Outcome outcome) {
    return request.deletes(context.record()) || request.suspended()
        ? reporter().end(outcome)
        : release(DeletionAction.Cause.RETAINED, context.record().arn());
  }

  private Optional<Duration> delete(DeletionRequest request) {
    try {
      var input = gather(request);
      return execute(DeletionPlanner.plan(input), input.settled());
    } catch (StoreFailure failure) {
      return reporter().fail(failure, request.region());
    }
  }

  private DeletionInput gather(DeletionRequest request) {
    var memory = context.memory();
    var known =
        new DeletionInput(
            request,
            context.record(),
            new Observation.NotLooked(),
            memory.settled(context.startedAt()),
            memory.nothingLate(context.startedAt()));
    var observed = read(known, DeletionPlanner.first(known));
    return read(observed, DeletionPlanner.second(observed));
  }

  private DeletionInput read(DeletionInput input, ReadPlan plan) {
    return switch (plan) {
      case ReadPlan.At at -> input.with(new Observer(context).at(at));
      case ReadPlan.ByName byName -> input.with(new Observer(context).named(byName));
      case ReadPlan.Nowhere nowhere -> input;
      case ReadPlan.ForAdoption never -> input;
    };
  }

  private Optional<Duration> execute(DeletionAction action, boolean settled) {
    return switch (action) {
      case DeletionAction.Delete(String arn, boolean last) -> delete(arn, last, settled);
      case DeletionAction.Release(DeletionAction.Cause cause, Optional<String> arn) ->
          release(cause, arn);
      case DeletionAction.AwaitCertainty(DeletionAction.Cause cause) -> awaitCertainty(cause);
      case DeletionAction.AwaitRegion() -> invalid(SpecParser.NO_REGION);
      case DeletionAction.Suspend() ->
          reporter()
              .end(
                  Outcome.of(
                      Reason.SUSPENDED,
                      "Deletion waits while spec.suspend is true: set it to false to go on"));
    };
  }

  private Optional<Duration> invalid(String message) {
    return reporter().end(Outcome.of(Reason.INVALID_SPEC, message));
  }

  private Optional<Duration> awaitCertainty(DeletionAction.Cause cause) {
    deleting(
        switch (cause) {
          case RETAINED ->
              "The profile stays in AWS; waiting until Bedrock is sure to show it, so that the"
                  + " next resource of this name finds it";
          case GONE, NOT_OURS ->
              "No profile can be seen; looking once more, since Bedrock shows new ones late";
        });
    return Optional.of(context.memory().untilSettled(context.now()));
  }

  /**
   * @param settled whether the absence of the profile proves that it is gone
   */
  private Optional<Duration> delete(String arn, boolean last, boolean settled) {
    var requestId = context.profiles(context.placeOf(arn)).delete(arn);
    if (requestId.isEmpty()) {
      return settled
          ? release(DeletionAction.Cause.GONE, Optional.of(arn))
          : awaitCertainty(DeletionAction.Cause.GONE);
    }
    reporter().logDone("deleted", arn, Reason.DELETING, requestId.get());
    announce(ResourceEvent.normal("Deleted", "Deleted the profile " + arn));
    context.learn(record -> record.gone(arn));
    if (last) {
      return removeFinalizer();
    }
    context.remember(ReconcileMemory::attempted);
    return deleting("The profile was deleted; looking for another that may have been created late");
  }

  private Optional<Duration> release(DeletionAction.Cause cause, Optional<String> arn) {
    event(cause, arn.map("the profile "::concat).orElse("what may have been created"))
        .ifPresent(this::announce);
    reporter()
        .logDone(
            "released (%s)".formatted(cause.name().toLowerCase(Locale.ROOT)),
            arn.orElse(""),
            Reason.DELETING,
            "");
    if (cause == DeletionAction.Cause.GONE) {
      context.record().arn().ifPresent(gone -> context.learn(record -> record.gone(gone)));
    }
    return removeFinalizer();
  }

  /** Emits the event at once, because there may be no status update to emit it with. */
  private void announce(ResourceEvent event) {
    context.resources().announce(context.resource(), event);
  }

  /** Removes the finalizer. If the finalizers of others remain, the status says so first. */
  private Optional<Duration> removeFinalizer() {
    sayThatOthersHoldIt();
    new WriteAhead(context).removeFinalizer();
    return Optional.empty();
  }

  private void sayThatOthersHoldIt() {
    var others =
        context.resource().getMetadata().getFinalizers().stream()
            .filter(finalizer -> !finalizer.equals(InferenceProfile.FINALIZER))
            .sorted()
            .toList();
    if (!others.isEmpty()) {
      deleting(
          "The operator is done; the resource goes when others remove the finalizers %s"
              .formatted(others));
    }
  }

  private Optional<Duration> deleting(String message) {
    return reporter().end(Outcome.of(Reason.DELETING, message));
  }

  private static Optional<ResourceEvent> event(DeletionAction.Cause cause, String profile) {
    return switch (cause) {
      case GONE -> Optional.empty();
      case RETAINED ->
          Optional.of(
              ResourceEvent.normal(
                  "Retained",
                  "Left %s in AWS: delete it there if nobody needs it".formatted(profile)));
      case NOT_OURS ->
          Optional.of(
              ResourceEvent.warning(
                  "LeftAlone",
                  "Left %s in AWS, since it has another owner, who has to delete it"
                      .formatted(profile)));
    };
  }

  private Reporter reporter() {
    return new Reporter(context);
  }
}
