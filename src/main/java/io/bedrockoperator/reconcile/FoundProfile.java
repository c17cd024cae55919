package io.bedrockoperator.reconcile;

import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.reconcile.ReconcileMeters.Drift;
import io.bedrockoperator.status.Reason;
import java.util.Optional;

/**
 * Records a profile that was found, and emits the events that an earlier reconciliation did not get
 * to emit.
 */
record FoundProfile(ReconcileContext context, DesiredState desired, boolean recordable) {

  void record(String arn, Optional<ObservedProfile> profile) {
    var isNew = context.record().arn().isEmpty();
    context
        .record()
        .arn()
        .filter(before -> !before.equals(arn))
        .ifPresent(before -> context.learn(record -> record.gone(before)));
    profile.ifPresent(
        observed -> {
          announceModelsChanged(observed);
          context.learn(record -> record.seen(observed));
        });
    if (isNew) {
      context.learn(record -> record.withToken(tokenOfFound()));
      announceFound(arn);
      new Reporter(context).logDone("found", arn, Reason.AVAILABLE, "");
    }
  }

  /**
   * Only a profile that this resource created has a token. Without an adoption, that is the
   * recorded token, or else the first one, which is the uid.
   */
  private Optional<String> tokenOfFound() {
    var token = context.record().token();
    return desired.adoption().isPresent() ? token : token.or(() -> Optional.of(context.uid()));
  }

  private void announceFound(String arn) {
    // Where the ARN cannot be stored, every reconciliation finds the profile anew.
    if (!desired.observesOnly() && recordable) {
      context.announce(
          desired.adoption().isPresent()
              ? ProfileEvents.adopted(arn)
              : ProfileEvents.created(arn, context.record().previousArns()));
    }
  }

  /** The models of a profile cannot be changed, but AWS may revise those of its source. */
  private void announceModelsChanged(ObservedProfile observed) {
    var before = context.record();
    var after = before.seen(observed);
    var known = before.names(observed.arn()) && before.complete() && !before.models().isEmpty();
    if (known && !after.models().equals(before.models())) {
      context.drifted(Drift.MODELS);
      context.announce(
          ProfileEvents.modelsChanged(observed.arn(), before.models(), after.models()));
    }
  }
}
