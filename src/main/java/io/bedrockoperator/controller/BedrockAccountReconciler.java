package io.bedrockoperator.controller;

import io.bedrockoperator.account.Account;
import io.bedrockoperator.account.AccountFindings;
import io.bedrockoperator.account.AccountFindings.Resident;
import io.bedrockoperator.account.AccountParser;
import io.bedrockoperator.account.AccountStatus;
import io.bedrockoperator.account.ListedAccount;
import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.aws.AccountSessions;
import io.bedrockoperator.aws.AccountSessions.Problem;
import io.bedrockoperator.inventory.Inventories;
import io.bedrockoperator.kubernetes.KubernetesAccountStore;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.profile.Pin;
import io.bedrockoperator.status.StatusReader;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reports in the status of each BedrockAccount whether the operator can act in it, and holds it
 * with a finalizer as long as profiles live in it. This class writes finalizer and status itself,
 * so the SDK passes on every event and never writes.
 */
@ControllerConfiguration(
    name = "bedrockaccount",
    triggerReconcilerOnAllEvents = true,
    generationAwareEventProcessing = false)
public final class BedrockAccountReconciler implements Reconciler<BedrockAccount> {

  private static final Duration NEXT_CHECK = Duration.ofMinutes(5);

  /** STS is asked no more often than this. */
  private static final Duration NEXT_ATTEMPT = Duration.ofMinutes(1);

  /**
   * By then, every reconciliation that chose the account before its deletion has recorded it in a
   * status.
   */
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  private static final Duration SOON = Duration.ofSeconds(1);

  private final AccountUseEventSource use;
  private final AccountSessions sessions;
  private final Inventories inventories;
  private final Supplier<Stream<InferenceProfile>> profiles;
  private final InstantSource clock;
  private volatile Optional<Cache<BedrockAccount>> cache = Optional.empty();

  /**
   * @param use has accounts reconciled whose profiles changed
   * @param profiles the resources as the watch last showed them
   */
  public BedrockAccountReconciler(
      AccountUseEventSource use,
      AccountSessions sessions,
      Inventories inventories,
      Supplier<Stream<InferenceProfile>> profiles,
      InstantSource clock) {
    this.use = use;
    this.sessions = sessions;
    this.inventories = inventories;
    this.profiles = profiles;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, BedrockAccount>> prepareEventSources(
      EventSourceContext<BedrockAccount> context) {
    cache = Optional.of(context.getPrimaryCache());
    sessions.onChange(this::sessionChanged);
    return List.of(use);
  }

  /** Returns the resources as the watch last showed them; none before it is started. */
  public Stream<BedrockAccount> cached() {
    return cache.stream().flatMap(Cache::list);
  }

  private void sessionChanged(String uid) {
    cached()
        .filter(account -> account.getMetadata().getUid().equals(uid))
        .map(account -> account.getMetadata().getName())
        .forEach(use::wake);
  }

  @Override
  public UpdateControl<BedrockAccount> reconcile(
      BedrockAccount resource, Context<BedrockAccount> context) {
    if (context.isPrimaryResourceDeleted()) {
      sessions.close(resource.getMetadata().getUid());
      return UpdateControl.noUpdate();
    }
    var control = UpdateControl.<BedrockAccount>noUpdate();
    control.rescheduleAfter(step(resource, new KubernetesAccountStore(context.getClient())));
    return control;
  }

  private Duration step(BedrockAccount resource, KubernetesAccountStore store) {
    try {
      if (!resource.isMarkedForDeletion()) {
        return report(held(resource, store), store);
      }
      if (!isHeld(resource)) {
        return NEXT_CHECK;
      }
      var next = report(resource, store);
      return isInUse(resource) ? next : release(resource, store);
    } catch (KubernetesClientException failure) {
      if (isOfAnotherVersion(failure)) {
        return SOON;
      }
      throw failure;
    }
  }

  private static boolean isOfAnotherVersion(KubernetesClientException failure) {
    return Set.of(HttpURLConnection.HTTP_CONFLICT, HttpURLConnection.HTTP_NOT_FOUND)
        .contains(failure.getCode());
  }

  private static boolean isHeld(BedrockAccount resource) {
    return resource.hasFinalizer(BedrockAccount.FINALIZER);
  }

  private static BedrockAccount held(BedrockAccount resource, KubernetesAccountStore store) {
    return isHeld(resource) ? resource : store.addFinalizer(resource);
  }

  private Duration release(BedrockAccount resource, KubernetesAccountStore store) {
    var deletedAt = Instant.parse(resource.getMetadata().getDeletionTimestamp());
    if (clock.instant().isBefore(deletedAt.plus(FAREWELL))) {
      return FAREWELL;
    }
    // The watch of the profiles may not have shown all of them yet.
    if (store.profiles().noneMatch(livesIn(resource))) {
      store.removeFinalizer(resource);
    }
    return FAREWELL;
  }

  private boolean isInUse(BedrockAccount resource) {
    return profiles.get().anyMatch(livesIn(resource));
  }

  private static Predicate<InferenceProfile> livesIn(BedrockAccount resource) {
    var pin =
        new Pin(
            Optional.ofNullable(resource.getSpec()).map(spec -> spec.accountId()).orElse(""),
            Optional.of(resource.getMetadata().getName()));
    return profile ->
        profile.hasFinalizer(InferenceProfile.FINALIZER)
            && StatusReader.record(profile).pin().equals(Optional.of(pin));
  }

  private Duration report(BedrockAccount resource, KubernetesAccountStore store) {
    var findings = findings(resource);
    var status = AccountStatus.of(resource, findings, clock.instant());
    if (!status.equals(resource.getStatus())) {
      store.writeStatus(resource, status);
    }
    return findings.problem().isPresent() ? NEXT_ATTEMPT : NEXT_CHECK;
  }

  private AccountFindings findings(BedrockAccount resource) {
    var account = AccountParser.read(resource);
    var living = profiles.get().filter(livesIn(resource)).toList();
    return new AccountFindings(
        account,
        problem(account),
        living.stream()
            .map(
                profile ->
                    new Resident(
                        profile.getMetadata().getNamespace(), profile.getMetadata().getName()))
            .toList(),
        account instanceof ListedAccount.Understood(var understood)
            ? listed(understood, living)
            : Map.of());
  }

  private Optional<Problem> problem(ListedAccount listed) {
    return switch (listed) {
      case ListedAccount.NotUnderstood unclear -> Optional.empty();
      case ListedAccount.Understood(var account) when account.suspended() -> {
        sessions.close(account.uid());
        yield Optional.empty();
      }
      case ListedAccount.Understood(var account) -> {
        sessions.open(account.uid(), account.generation(), account.access());
        yield sessions.check(account.uid());
      }
    };
  }

  private Map<String, Integer> listed(Account account, List<InferenceProfile> living) {
    var sizes = new HashMap<String, Integer>();
    living.stream()
        .map(profile -> StatusReader.record(profile).arn())
        .flatMap(Optional::stream)
        .map(Arn::parse)
        .flatMap(Optional::stream)
        .map(Arn::region)
        .collect(Collectors.toSet())
        .forEach(
            region ->
                inventories
                    .size(new AccountRegion(account.awsAccount(), region))
                    .ifPresent(size -> sizes.put(region, size)));
    return sizes;
  }
}
