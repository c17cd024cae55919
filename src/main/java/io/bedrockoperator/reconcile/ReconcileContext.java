package io.bedrockoperator.reconcile;

import io.bedrockoperator.account.AccountChoice;
import io.bedrockoperator.account.AccountTerms;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.inventory.RegionSnapshot;
import io.bedrockoperator.inventory.Resting;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.AwsAccount;
import io.bedrockoperator.profile.ModelListing;
import io.bedrockoperator.profile.Pin;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.publish.Publication;
import io.bedrockoperator.status.Publishing;
import io.bedrockoperator.status.StatusReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What one reconciliation works on and learns. Each reconciliation has its own, and uses it in one
 * thread.
 */
final class ReconcileContext {

  private final ReconcilerDependencies dependencies;
  private final ResourceStore resources;
  private final List<ResourceEvent> events = new ArrayList<>();
  private final long startedAt;
  private final long generation;
  private InferenceProfile resource;
  private final Optional<Resting> rested;
  private final AccountChoice choice;
  private ReconcileMemory memory;
  private ProfileRecord record;
  private AwsAccount account = AwsAccount.OWN;
  private AccountTerms terms = AccountTerms.own(Optional.empty());
  private Optional<Publication> publication = Optional.empty();
  private Publishing publishing = new Publishing.Untouched();

  ReconcileContext(
      ReconcilerDependencies dependencies,
      InferenceProfile resource,
      ResourceStore resources,
      ReconcileMemory memory) {
    this.dependencies = dependencies;
    this.resources = resources;
    this.resource = resource;
    this.memory = memory;
    this.startedAt = now();
    this.rested = dependencies.driftIndex().restingOf(uid());
    this.record = known(StatusReader.record(resource));
    this.choice = dependencies.tenancy().choose(resource, record.pin(), mayHaveCreated());
    this.generation = StatusReader.generation(resource);
  }

  private ProfileRecord known(ProfileRecord stored) {
    var named = stored.pin().filter(pin -> pin.accountName().isPresent());
    // An older CustomResourceDefinition drops the name of the account from the status.
    var pinned =
        stored.withPin(named.or(() -> dependencies.memories().pin(resource)).or(stored::pin));
    return rested
        .map(before -> pinned.completedFrom(before.record()))
        .orElse(pinned)
        .withTagKeysOfEither(memory.sentTagKeys());
  }

  /** Which account the resource uses, if any. */
  AccountChoice choice() {
    return choice;
  }

  /** Makes further calls in that account, without recording it. */
  void lookIn(AccountChoice.Usable usable) {
    account = dependencies.tenancy().open(usable);
    terms = dependencies.tenancy().terms(usable, resource.getMetadata().getNamespace());
  }

  /**
   * Makes further calls in that account, and records it. If nothing can have been created yet, a
   * profile in another account is dropped from the record: it came with a backup, or from an
   * account that the resource was to use earlier.
   */
  void actIn(AccountChoice.Usable usable) {
    lookIn(usable);
    if (!mayHaveCreated() && record.arn().isPresent()) {
      askForOwnAccount();
    }
    if (record.pin().isEmpty() || !mayHaveCreated()) {
      learn(before -> before.withPin(pinOf(usable)));
    }
    if (!mayHaveCreated()) {
      terms.accountId().ifPresent(id -> learn(before -> before.ofAccount(id)));
    }
  }

  /**
   * Asks AWS for the operator's own account, unless it is known. If it remains unknown, the source
   * is requested as the spec names it, without an account or with another one.
   */
  void askForOwnAccount() {
    if (terms.accountId().isEmpty()) {
      var ownAccount = dependencies.tenancy().ownAccount();
      ownAccount.ask();
      terms = AccountTerms.own(ownAccount.id());
    }
  }

  private Optional<Pin> pinOf(AccountChoice.Usable usable) {
    return switch (usable) {
      case AccountChoice.Own() -> terms.accountId().map(id -> new Pin(id, Optional.empty()));
      case AccountChoice.Chosen(var account) -> Optional.of(account.pin());
    };
  }

  /**
   * Whether the resource would still use the same account, which may have been deleted while this
   * reconciliation waited.
   */
  boolean stillUsesItsAccount() {
    return dependencies.tenancy().choose(resource, Optional.empty(), false)
            instanceof AccountChoice.Usable usable
        && dependencies.tenancy().open(usable).equals(account);
  }

  /** The account whose credentials calls use. */
  AwsAccount account() {
    return account;
  }

  /** What the account demands of the spec and adds to it. */
  AccountTerms terms() {
    return terms;
  }

  /**
   * Whether a profile of this resource may exist or have existed. If so, the resource stays in its
   * account.
   */
  boolean mayHaveCreated() {
    return !isBare() || hasLostItsFinalizer();
  }

  /**
   * Whether the finalizer is missing although a profile may exist. It has to be restored whatever
   * else is wrong, since the profile would otherwise outlive its resource.
   */
  boolean hasLostItsFinalizer() {
    var created = record.arn().isPresent() && record.createdHere();
    return isBare() && (created || !memory.nothingLate(now()));
  }

  ReconcilerDependencies dependencies() {
    return dependencies;
  }

  /** The place in that Region where the profile of the resource is, or is to be created. */
  AccountRegion place(String region) {
    return new AccountRegion(account, region);
  }

  AccountRegion placeOf(String arn) {
    return place(Arn.parse(arn).orElseThrow().region());
  }

  ProfileStore profiles(AccountRegion place) {
    return dependencies.stores().of(place, resource.getMetadata().getNamespace());
  }

  ResourceStore resources() {
    return resources;
  }

  InferenceProfile resource() {
    return resource;
  }

  String uid() {
    return resource.getMetadata().getUid();
  }

  /**
   * The generation of the spec that this reconciliation is about. A write may return a resource
   * whose spec has changed since.
   */
  long generation() {
    return generation;
  }

  RequeueDelays delays() {
    return dependencies.delays();
  }

  /** Returns the profiles in that place, as they were listed at that time or later. */
  RegionSnapshot listing(AccountRegion place, long notBefore) {
    return dependencies.inventories().since(place, notBefore);
  }

  /** What is known of the models in the account and Region of the profile. */
  ModelListing models() {
    return record
        .arn()
        .map(this::placeOf)
        .map(dependencies.inventories()::modelsOf)
        .orElseGet(ModelListing.Unknown::new);
  }

  long startedAt() {
    return startedAt;
  }

  long now() {
    return dependencies.nanoTime().getAsLong();
  }

  /**
   * Whether the resource has no finalizer. Then no create call was sent for it, or AWS refused each
   * one, so that no profile of it can exist.
   */
  boolean isBare() {
    return !resource.hasFinalizer(InferenceProfile.FINALIZER);
  }

  /** Whether the status says less than it could by now. */
  boolean maySayMore() {
    return dependencies.keptStatuses().maySayMore(uid());
  }

  /**
   * Doubts the tags if other ones are desired than when the profile came to rest: the account and
   * the namespace may add others by now.
   */
  void compareTags(Map<String, String> wanted) {
    if (rested.filter(before -> !before.tags().equals(wanted)).isPresent()) {
      doubtTags();
    }
  }

  boolean tagsAreDoubtful() {
    return maySayMore() || dependencies.driftIndex().tagsAreDoubtful(uid());
  }

  /**
   * Has the tags read again. They are in doubt, for example, after a create call with a repeated
   * token: another resource may have taken the profile over in the meantime.
   */
  void doubtTags() {
    dependencies.driftIndex().doubtTags(uid());
  }

  void tagsAreRight() {
    dependencies.driftIndex().tagsAreRight(uid());
  }

  ProfileRecord record() {
    return record;
  }

  void learn(UnaryOperator<ProfileRecord> change) {
    record = change.apply(record);
  }

  ReconcileMemory memory() {
    return memory;
  }

  void remember(UnaryOperator<ReconcileMemory> change) {
    memory = change.apply(memory);
  }

  /** What the spec asks the operator to publish. */
  Optional<Publication> publication() {
    return publication;
  }

  void publication(Optional<Publication> toPublish) {
    publication = toPublish;
  }

  /** What this reconciliation did about the publication. */
  Publishing publishing() {
    return publishing;
  }

  void publish(Publishing done) {
    publishing = done;
  }

  void announce(ResourceEvent event) {
    events.add(event);
  }

  List<ResourceEvent> events() {
    return List.copyOf(events);
  }

  /** Continues with the resource as a write returned it. */
  void written(InferenceProfile now) {
    resource = now;
  }

  /** Continues with the resource as a report returned it. The report emitted all events. */
  void reported(InferenceProfile now) {
    written(now);
    events.clear();
  }

  /** Counts a profile that differs in AWS from what the operator left there. */
  void drifted(ReconcileMeters.Drift kind) {
    dependencies.meters().drifted(kind);
  }
}
