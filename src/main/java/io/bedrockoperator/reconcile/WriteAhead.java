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
 * What has to stand in the cluster before something is done in AWS, so that a process which dies
 * meanwhile leaves nothing behind that nobody knows of.
 */
record WriteAhead(ReconcileContext context) {

  /**
   * Sees to it that the resource has the finalizer, so that nothing in AWS can outlive it. False
   * when the spec turned out to be another by then: it has to be read anew.
   */
  boolean hold() {
    return !context.isBare() || holdFromNowOn(Set.of());
  }

  /**
   * In addition, the resource says which tags are about to be put on a profile: a process that dies
   * before it reports the profile cannot say any more that they are ours to remove.
   */
  boolean holdForCreation(Set<String> tagKeys) {
    if (context.isBare()) {
      return holdFromNowOn(tagKeys);
    }
    var untold = untold(tagKeys);
    if (untold.isPresent()) {
      context.written(context.resources().writeTagKeys(context.resource(), untold));
    }
    return true;
  }

  private Optional<String> untold(Set<String> tagKeys) {
    var resource = context.resource();
    if (StatusReader.record(resource).appliedTagKeys().containsAll(tagKeys)) {
      return Optional.empty();
    }
    var either = new HashSet<>(TagKeysOfCreation.read(resource));
    either.addAll(tagKeys);
    return Optional.of(TagKeysOfCreation.written(context.uid(), either));
  }

  /** Of what is removed by us, somebody else may put on the next one of that name. */
  void forgetTagKeysOfCreation() {
    var resource = context.resource();
    if (TagKeysOfCreation.isOn(resource)) {
      context.written(context.resources().writeTagKeys(resource, Optional.empty()));
    }
  }

  private boolean holdFromNowOn(Set<String> tagKeys) {
    var generation = generation();
    var isNew = !context.mayHaveCreated();
    pin();
    context.written(context.resources().addFinalizer(context.resource(), untold(tagKeys)));
    context.remember(before -> before.sawBare(context.startedAt()));
    var isSame =
        Objects.equals(generation(), generation) && (!isNew || context.stillUsesItsAccount());
    if (!isSame) {
      letGo();
    }
    return isSame;
  }

  private Long generation() {
    return context.resource().getMetadata().getGeneration();
  }

  /** AWS refused every create call: the resource can go without us. */
  void letGo() {
    context.written(context.resources().removeFinalizer(context.resource()));
  }

  /**
   * Nobody can say any more which account a profile is in that is named nowhere else, or whose
   * status names another: one from a backup, or that of an earlier attempt. The operator's own
   * account need not be named.
   */
  private void pin() {
    var told = StatusReader.record(context.resource());
    var pin = context.record().pin();
    var isOfAnother = told.arn().isPresent() && context.record().arn().isEmpty();
    var isTold = told.pin().equals(pin) || (told.pin().isEmpty() && !isNamed(pin));
    if (isOfAnother || !isTold) {
      writePin((isOfAnother ? ProfileRecord.NOTHING : told).withPin(pin));
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
   * What is about to be done to a profile stands in the status before: a process that dies
   * meanwhile cannot say any more that a tag is ours to remove.
   */
  void record(UnaryOperator<ProfileRecord> lesson) {
    context.learn(lesson);
    writeIfUntold(StatusWriter.withRecord(context.resource(), context.record()));
  }

  /**
   * Nor that the profile was adopted. Until that is reported, the user's word is not spent: whose
   * profile it was, it may be still.
   */
  void recordAdoption(UnaryOperator<ProfileRecord> lesson) {
    context.learn(lesson);
    writeIfUntold(StatusWriter.withRecordOfBeginning(context.resource(), context.record()));
  }

  private void writeIfUntold(InferenceProfileStatus status) {
    var told = StatusReader.record(context.resource());
    var record = context.record();
    if (!told.arn().equals(record.arn())
        || !told.appliedTagKeys().containsAll(record.appliedTagKeys())) {
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
