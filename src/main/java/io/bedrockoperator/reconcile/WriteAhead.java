package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.TagKeysOfCreation;
import io.bedrockoperator.profile.Pin;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.status.StatusReader;
import io.bedrockoperator.status.StatusWriter;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Writes to the cluster what has to be recorded there before the operator acts in AWS, so that a
 * process that dies in between leaves nothing behind that nobody knows of.
 */
record WriteAhead(ReconcileContext context) {

  /**
   * Ensures that the resource has the finalizer, so that no profile can outlive it. Returns false
   * if the spec or the account changed in the meantime: the resource has to be reconciled anew.
   */
  boolean ensureFinalizer() {
    return !context.isBare() || addFinalizer(Set.of());
  }

  /**
   * Does the same for a creation, and records in the resource which tags the creation is about to
   * put on the profile. If the process dies before it reports the profile, nothing else says that
   * the operator may remove these tags.
   */
  boolean ensureFinalizerForCreation(Set<String> tagKeys) {
    if (context.isBare()) {
      return addFinalizer(tagKeys);
    }
    var unrecordedTagKeys = unrecordedTagKeys(tagKeys);
    if (unrecordedTagKeys.isPresent()) {
      context.written(context.resources().writeTagKeys(context.resource(), unrecordedTagKeys));
    }
    return true;
  }

  private Optional<String> unrecordedTagKeys(Set<String> tagKeys) {
    var resource = context.resource();
    if (StatusReader.record(resource).appliedTagKeys().containsAll(tagKeys)) {
      return Optional.empty();
    }
    var either = new HashSet<>(TagKeysOfCreation.read(resource));
    either.addAll(tagKeys);
    return Optional.of(TagKeysOfCreation.written(context.uid(), either));
  }

  /**
   * Removes the record of the tag keys of a creation. After the operator has removed a tag,
   * somebody else may put the same key on the next profile of that name.
   */
  void forgetTagKeysOfCreation() {
    var resource = context.resource();
    if (TagKeysOfCreation.isOn(resource)) {
      context.written(context.resources().writeTagKeys(resource, Optional.empty()));
    }
  }

  private boolean addFinalizer(Set<String> tagKeys) {
    var generation = generation();
    var isNew = !context.mayHaveCreated();
    pin();
    context.written(
        context.resources().addFinalizer(context.resource(), unrecordedTagKeys(tagKeys)));
    context.remember(before -> before.sawBare(context.startedAt()));
    var isSame =
        Objects.equals(generation(), generation) && (!isNew || context.stillUsesItsAccount());
    if (!isSame) {
      removeFinalizer();
    }
    return isSame;
  }

  private Long generation() {
    return context.resource().getMetadata().getGeneration();
  }

  /** Removes the finalizer, so that the resource can be deleted without the operator. */
  void removeFinalizer() {
    context.written(context.resources().removeFinalizer(context.resource()));
  }

  /**
   * Writes the account to the status, unless it is there, so that it is known where the profile is
   * if the process dies. The status may name no account, or another one from a backup or an earlier
   * attempt. The operator's own account need not be named.
   */
  private void pin() {
    var stored = StatusReader.record(context.resource());
    var pin = context.record().pin();
    var isOfAnother = stored.arn().isPresent() && context.record().arn().isEmpty();
    var isStored = stored.pin().equals(pin) || (stored.pin().isEmpty() && !isNamed(pin));
    if (isOfAnother || !isStored) {
      writePin((isOfAnother ? ProfileRecord.NOTHING : stored).withPin(pin));
    }
  }

  private static boolean isNamed(Optional<Pin> pin) {
    return pin.flatMap(Pin::accountName).isPresent();
  }

  private void writePin(ProfileRecord pinned) {
    var status = StatusWriter.withRecord(context.resource(), pinned);
    write(status);
    keptStatuses().compare(status, context.resource().getStatus());
    if (isNamed(pinned.pin())
        && !StatusReader.record(context.resource()).pin().equals(pinned.pin())) {
      throw new ResourceStore.Outdated("the API server does not keep status.accountRef");
    }
  }

  /**
   * Records in the status what is about to be done to a profile. If the process dies meanwhile,
   * nothing else says that a tag is the operator's to remove.
   */
  void record(UnaryOperator<ProfileRecord> change) {
    context.learn(change);
    writeIfUnrecorded(StatusWriter.withRecord(context.resource(), context.record()));
  }

  /**
   * Records in the status that the profile is about to be adopted, and marks the spec as not
   * reported on. So if the process dies before the adoption and the profile is still another
   * resource's, the spec permits the takeover once more.
   */
  void recordAdoption(UnaryOperator<ProfileRecord> change) {
    context.learn(change);
    writeIfUnrecorded(StatusWriter.withRecordOfBeginning(context.resource(), context.record()));
  }

  private void writeIfUnrecorded(InferenceProfileStatus status) {
    var stored = StatusReader.record(context.resource());
    var record = context.record();
    if (!stored.arn().equals(record.arn())
        || !stored.appliedTagKeys().containsAll(record.appliedTagKeys())) {
      write(status);
    }
  }

  private void write(InferenceProfileStatus status) {
    context.written(
        context.resources().writeStatus(context.resource(), keptStatuses().keptOf(status)));
  }

  private KeptStatuses keptStatuses() {
    return context.dependencies().keptStatuses();
  }
}
