package io.bedrockoperator.reconcile;

import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.reconcile.ReconcileMeters.Drift;
import io.bedrockoperator.status.Reason;
import java.util.Optional;

/** Records a profile that was found, and tells what was done about it before and not said. */
record FoundProfile(ReconcileContext context, DesiredState desired, boolean recordable) {

  void record(String arn, Optional<ObservedProfile> profile) {
    var isNew = context.record().arn().isEmpty();
    context
        .record()
        .arn()
        .filter(before -> !before.equals(arn))
        .ifPresent(before -> context.learn(record -> record.gone(before)));
    profile.ifPresent(
        is -> {
          tellOtherModels(is);
          context.learn(record -> record.seen(is));
        });
    if (isNew) {
      context.learn(record -> record.withToken(tokenOfFound()));
      tellFound(arn);
      new Reporter(context).logDone("found", arn, Reason.AVAILABLE, "");
    }
  }

  /** Only what was created by this resource, however often it was lost, has a token. */
  private Optional<String> tokenOfFound() {
    var token = context.record().token();
    return desired.adoption().isPresent() ? token : token.or(() -> Optional.of(context.uid()));
  }

  private void tellFound(String arn) {
    // Where the ARN cannot be kept, every reconciliation finds it anew.
    if (!desired.observesOnly() && recordable) {
      context.announce(
          desired.adoption().isPresent()
              ? ProfileEvents.adopted(arn)
              : ProfileEvents.created(arn, context.record().previousArns()));
    }
  }

  /** Nobody can change the models of a profile, but AWS may revise those of its source. */
  private void tellOtherModels(ObservedProfile is) {
    var before = context.record();
    var after = before.seen(is);
    var known = before.names(is.arn()) && before.complete() && !before.models().isEmpty();
    if (known && !after.models().equals(before.models())) {
      context.drifted(Drift.MODELS);
      context.announce(ProfileEvents.modelsChanged(is.arn(), before.models(), after.models()));
    }
  }
}
