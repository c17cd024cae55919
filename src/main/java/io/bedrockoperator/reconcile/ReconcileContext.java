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

/** What one reconciliation works on and learns on its way. Serves one of them, in one thread. */
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

  private ProfileRecord known(ProfileRecord told) {
    var named = told.pin().filter(pin -> pin.accountName().isPresent());
    // The API server may have lost the name, which it does not know under an older definition.
    var pinned = told.withPin(named.or(() -> dependencies.memories().pin(resource)).or(told::pin));
    return rested
        .map(before -> pinned.completedFrom(before.record()))
        .orElse(pinned)
        .withTagKeysOfEither(memory.sentTagKeys());
  }

  /** Which account the resource uses, if any. */
  AccountChoice choice() {
    return choice;
  }

  /** From now on, calls are made in that account; nothing is recorded of it. */
  void lookIn(AccountChoice.Usable usable) {
    account = dependencies.tenancy().open(usable);
    terms = dependencies.tenancy().terms(usable, resource.getMetadata().getNamespace());
  }

  /**
   * From now on, calls are made in that account. What the status says of a profile elsewhere came
   * with a backup, or from another account that was to be used before anything was created.
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
   * What names no account is sent as it is if AWS does not say which one is the operator's, and
   * what names another one is asked for.
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

  /** The account may have been deleted while this reconciliation waited for something. */
  boolean stillUsesItsAccount() {
    return dependencies.tenancy().choose(resource, Optional.empty(), false)
            instanceof AccountChoice.Usable usable
        && dependencies.tenancy().open(usable).equals(account);
  }

  /** Whose credentials calls have. */
  AwsAccount account() {
    return account;
  }

  /** What the account makes of the spec. */
  AccountTerms terms() {
    return terms;
  }

  /** Whether a profile of ours may be there, or was: then, the resource stays in its account. */
  boolean mayHaveCreated() {
    return !isBare() || hasLostItsFinalizer();
  }

  /** Whatever else is wrong: without it, a profile of ours would outlive its resource. */
  boolean hasLostItsFinalizer() {
    var created = record.arn().isPresent() && record.createdHere();
    return isBare() && (created || !memory.nothingLate(now()));
  }

  ReconcilerDependencies dependencies() {
    return dependencies;
  }

  /** Where the resource's profile is, or was to be, in that Region. */
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
   * Of the spec that this reconciliation is about; a write may bring back a resource whose spec was
   * changed meanwhile.
   */
  long generation() {
    return generation;
  }

  RequeueDelays delays() {
    return dependencies.delays();
  }

  /** The profiles there, as they were listed at that time or later. */
  RegionSnapshot listing(AccountRegion place, long notBefore) {
    return dependencies.inventories().since(place, notBefore);
  }

  /** What is known of the models where the profile is. */
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
   * The resource has no finalizer: no create call was sent for it, or AWS refused each one, so that
   * nothing of ours can be there.
   */
  boolean isBare() {
    return !resource.hasFinalizer(InferenceProfile.FINALIZER);
  }

  /** The status says less than it could by now. */
  boolean maySayMore() {
    return dependencies.keptStatuses().maySayMore(uid());
  }

  /** Account and namespace may put other tags on the profile than when it came to rest. */
  void compareTags(Map<String, String> wanted) {
    if (rested.filter(before -> !before.tags().equals(wanted)).isPresent()) {
      doubtTags();
    }
  }

  boolean tagsAreDoubtful() {
    return maySayMore() || dependencies.driftIndex().tagsAreDoubtful(uid());
  }

  /** A repeated token may bring a profile that another resource took over meanwhile. */
  void doubtTags() {
    dependencies.driftIndex().doubtTags(uid());
  }

  void tagsAreRight() {
    dependencies.driftIndex().tagsAreRight(uid());
  }

  ProfileRecord record() {
    return record;
  }

  void learn(UnaryOperator<ProfileRecord> lesson) {
    record = lesson.apply(record);
  }

  ReconcileMemory memory() {
    return memory;
  }

  void remember(UnaryOperator<ReconcileMemory> thought) {
    memory = thought.apply(memory);
  }

  /** What the spec asks to be published. */
  Optional<Publication> publication() {
    return publication;
  }

  void asks(Optional<Publication> toPublish) {
    publication = toPublish;
  }

  /** What this reconciliation did about it. */
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

  /** The resource as the cluster has it after a write. */
  void written(InferenceProfile now) {
    resource = now;
  }

  /** The resource as the cluster has it after a report, which told of all events. */
  void reported(InferenceProfile now) {
    written(now);
    events.clear();
  }

  /** What is in AWS is other than the operator left it. */
  void drifted(ReconcileMeters.Drift kind) {
    dependencies.meters().drifted(kind);
  }
}
