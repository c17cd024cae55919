package io.bedrockoperator.reconcile;

import io.bedrockoperator.bedrock.StoreFailure;
import io.bedrockoperator.profile.Look;
import io.bedrockoperator.profile.Removal;
import io.bedrockoperator.profile.RemovalIntent;
import io.bedrockoperator.profile.RemovalPlanner;
import io.bedrockoperator.profile.Sighting;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A pass over a resource that is being deleted. */
final class RemovalPass {

  private final PassState pass;

  RemovalPass(PassState pass) {
    this.pass = pass;
  }

  Optional<Duration> run() {
    if (pass.isBare()) {
      sayThatOthersHoldIt();
      return Optional.empty();
    }
    return switch (pass.specs().readForRemoval(pass.resource())) {
      case Reading.NotUnderstood<RemovalIntent>(String message) ->
          pass.end(Outcome.of(Reason.INVALID_SPEC, message));
      case Reading.Understood<RemovalIntent>(RemovalIntent intent) -> remove(intent);
    };
  }

  private Optional<Duration> remove(RemovalIntent intent) {
    try {
      var look = RemovalPlanner.look(intent, pass.recorded());
      if (look instanceof Look.ByName(String region, String name) && region.isEmpty()) {
        return pass.end(Outcome.of(Reason.INVALID_SPEC, Specs.NO_REGION));
      }
      var sighting = sighted(intent, look);
      return act(RemovalPlanner.plan(intent, pass.recorded(), sighting, certainty()));
    } catch (StoreFailure failure) {
      return pass.fail(failure, false);
    }
  }

  private RemovalPlanner.Certainty certainty() {
    var recollection = pass.recollection();
    return new RemovalPlanner.Certainty(
        recollection.settled(pass.now()), recollection.nothingLate(pass.now()));
  }

  private Sighting sighted(RemovalIntent intent, Look look) {
    var sighting = pass.observer().look(look);
    return switch (RemovalPlanner.lookAfter(intent, sighting)) {
      case Look.Nowhere nowhere -> sighting;
      case Look once -> pass.observer().look(once);
    };
  }

  private Optional<Duration> act(Removal removal) {
    return switch (removal) {
      case Removal.Delete(String arn, boolean last) -> delete(arn, last);
      case Removal.Release(Removal.Cause cause, Optional<String> arn) -> release(cause, arn);
      case Removal.AwaitCertainty(Removal.Cause cause) -> awaitCertainty(cause);
      case Removal.Suspend() ->
          pass.end(
              Outcome.of(
                  Reason.SUSPENDED, "Deletion waits: set spec.suspend to false to go on with it"));
    };
  }

  private Optional<Duration> awaitCertainty(Removal.Cause cause) {
    pass.end(
        Outcome.of(
            Reason.DELETING,
            switch (cause) {
              case RETAINED ->
                  "Waiting until Bedrock is sure to show the profile that is left to the next"
                      + " resource of this name";
              case GONE, NOT_OURS ->
                  "No profile can be seen; looking once more, since Bedrock shows new ones late";
            }));
    return Optional.of(pass.recollection().untilSettled(pass.now()));
  }

  private Optional<Duration> delete(String arn, boolean last) {
    var requestId = pass.profiles().delete(arn);
    if (requestId.isEmpty()) {
      var settled = pass.recollection().settled(pass.now());
      return settled
          ? release(Removal.Cause.GONE, Optional.of(arn))
          : awaitCertainty(Removal.Cause.GONE);
    }
    pass.logDone("deleted", arn, Reason.DELETING, requestId.get());
    pass.resources()
        .announce(pass.resource(), Announcement.normal("Deleted", "Deleted the profile " + arn));
    pass.learn(facts -> facts.gone(arn));
    if (last) {
      return letGo();
    }
    pass.remember(Recollection::attempted);
    return pass.end(Outcome.of(Reason.DELETING, "Looking for what may be left"));
  }

  private Optional<Duration> release(Removal.Cause cause, Optional<String> arn) {
    announcement(cause, arn.orElse("that was never recorded"))
        .ifPresent(announcement -> pass.resources().announce(pass.resource(), announcement));
    pass.logDone(
        "released (%s)".formatted(cause.name().toLowerCase(Locale.ROOT)),
        arn.orElse(""),
        Reason.DELETING,
        "");
    if (cause == Removal.Cause.GONE) {
      pass.recorded().arn().ifPresent(gone -> pass.learn(facts -> facts.gone(gone)));
    }
    return letGo();
  }

  /** What holds for a resource that outlives our finalizer is said while we still may say it. */
  private Optional<Duration> letGo() {
    sayThatOthersHoldIt();
    pass.letGo();
    return Optional.empty();
  }

  private void sayThatOthersHoldIt() {
    var others =
        pass.resource().getMetadata().getFinalizers().stream()
            .filter(finalizer -> !finalizer.equals(Passes.FINALIZER))
            .sorted()
            .toList();
    if (!others.isEmpty()) {
      pass.end(
          Outcome.of(
              Reason.DELETING,
              "The operator is done; the resource goes when the finalizers %s are removed"
                  .formatted(others)));
    }
  }

  private static Optional<Announcement> announcement(Removal.Cause cause, String arn) {
    return switch (cause) {
      case GONE -> Optional.empty();
      case RETAINED ->
          Optional.of(Announcement.normal("Retained", "Left the profile %s in AWS".formatted(arn)));
      case NOT_OURS ->
          Optional.of(
              Announcement.warning(
                  "LeftAlone",
                  "Left the profile %s alone: it belongs to somebody else".formatted(arn)));
    };
  }
}
