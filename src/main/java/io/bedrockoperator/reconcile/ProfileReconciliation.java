package io.bedrockoperator.reconcile;

import io.bedrockoperator.account.AccountChoice;
import io.bedrockoperator.account.AccountTerms;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.profile.ProfileRecord.Refusal.Subject;
import io.bedrockoperator.profile.plan.PlanInput;
import io.bedrockoperator.profile.plan.Planner;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusReader;
import java.time.Duration;
import java.util.Optional;

/** The reconciliation of a resource that is to have a profile: gather, plan, execute, report. */
record ProfileReconciliation(ReconcileContext context) {

  Optional<Duration> run() {
    if (context.hasLostItsFinalizer() && !new WriteAhead(context).ensureFinalizer()) {
      return Optional.of(Duration.ZERO);
    }
    var spec = context.dependencies().specs().read(context.resource());
    withdrawUnwanted(spec);
    return switch (context.choice()) {
      case AccountChoice.Usable usable -> in(usable, spec);
      case AccountChoice.Suspended(var account) ->
          reporter()
              .end(
                  Outcome.of(
                      Reason.SUSPENDED,
                      "Nothing is done while the BedrockAccount %s is suspended"
                          .formatted(account.name())));
      case AccountChoice.Refused refused ->
          new AccountSearch(context)
              .find(refused)
              .map(found -> in(found, spec))
              .orElseGet(() -> refuse(refused));
      case AccountChoice.Unknown(String message, var forDeletion) -> reporter().unknown(message);
    };
  }

  private Optional<Duration> refuse(AccountChoice.Refused refused) {
    return reporter().end(Outcome.of(FailureMapper.reasonOf(refused.kind()), refused.message()));
  }

  /**
   * Removes what is not to be published any more. This needs nothing of AWS, so that no account and
   * no outage prevents it. An older CustomResourceDefinition drops {@code spec.publish}, so that
   * its absence says nothing.
   */
  private void withdrawUnwanted(ParseResult<ParsedSpec> spec) {
    if (spec instanceof ParseResult.Understood<ParsedSpec>(ParsedSpec(var desired, var publication))
        && publication.isEmpty()
        && !desired.suspended()
        && context.dependencies().keptStatuses().keepsPublish()) {
      context.publish(new PublishExecutor(context).withdraw());
    }
  }

  private Optional<Duration> in(AccountChoice.Usable usable, ParseResult<ParsedSpec> spec) {
    context.actIn(usable);
    return switch (spec) {
      case ParseResult.NotUnderstood<ParsedSpec>(String message) ->
          reporter().end(Outcome.of(Reason.INVALID_SPEC, message));
      case ParseResult.Understood<ParsedSpec>(ParsedSpec(var desired, var publication)) -> {
        context.publication(publication);
        yield reconcile(desired);
      }
    };
  }

  private Optional<Duration> reconcile(DesiredState desired) {
    if (createsFromSourceWithoutAccount(desired)) {
      context.askForOwnAccount();
    }
    var refusal = context.terms().refusal(desired);
    if (refusal.isPresent() && !desired.suspended()) {
      return reporter()
          .end(Outcome.of(FailureMapper.reasonOf(refusal.get().why()), refusal.get().message()));
    }
    return bound(context.terms().bind(desired));
  }

  private boolean createsFromSourceWithoutAccount(DesiredState desired) {
    return context.record().arn().isEmpty()
        && !desired.suspended()
        && AccountTerms.isProfileWithoutAccount(desired.profile().copyFrom());
  }

  private Optional<Duration> bound(DesiredState desired) {
    if (isRefused()) {
      context.remember(ReconcileMemory::attempted);
      return reporter().next(Reason.Next.HOURLY);
    }
    var gatherer = new Gatherer(context, desired);
    try {
      return proceed(gatherer, gatherer.listed());
    } catch (StoreFailure failure) {
      return reporter().failUnlessBlip(failure, desired.profile().region());
    }
  }

  /**
   * After a restart, no call is made for a spec that AWS called invalid, until the spec changes, a
   * user requests a reconciliation, or the hourly retry is due.
   */
  private boolean isRefused() {
    return context.memory().attempts() == 0
        && context.record().isRefused(Subject.SPEC, context.generation())
        && !StatusReader.isRequested(context.resource());
  }

  private Optional<Duration> proceed(Gatherer gatherer, PlanInput listed) {
    try {
      var input = gatherer.read(listed);
      return new ActionExecutor(context, input).execute(Planner.plan(input));
    } catch (StoreFailure failure) {
      if (FailureMapper.isGone(failure)) {
        return goneMeanwhile();
      }
      context.learn(ProfileRecord::inDoubt);
      throw failure;
    }
  }

  private Optional<Duration> goneMeanwhile() {
    context.remember(before -> before.missing(context.now()));
    return context.record().arn().map(reporter()::lookAgain).orElseGet(reporter()::requeueSilently);
  }

  private Reporter reporter() {
    return new Reporter(context);
  }
}
