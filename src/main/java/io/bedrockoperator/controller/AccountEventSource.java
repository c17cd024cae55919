package io.bedrockoperator.controller;

import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.status.StatusReader;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Watches the BedrockAccounts, and has the resources reconciled that a change concerns. No profile
 * is created before the accounts were listed.
 */
final class AccountEventSource extends AbstractEventSource<Void, InferenceProfile>
    implements ResourceEventHandler<BedrockAccount> {

  private final AccountWatch watch;
  private final Supplier<Stream<InferenceProfile>> watched;
  private final SharedIndexInformer<BedrockAccount> accounts;

  /**
   * @param watched the resources as the watch last showed them
   */
  AccountEventSource(
      KubernetesClient client, AccountWatch watch, Supplier<Stream<InferenceProfile>> watched) {
    super(Void.class, "bedrockaccounts");
    this.watch = watch;
    this.watched = watched;
    this.accounts =
        client
            .resources(BedrockAccount.class)
            .runnableInformer(0)
            .addEventHandler(this)
            .exceptionHandler((started, failure) -> true);
    watch.tenancy().sessions().onChange(this::sessionChanged);
  }

  @Override
  public void start() {
    super.start();
    FirstList.await(
        accounts.start().toCompletableFuture(),
        "the BedrockAccounts could not be listed yet, so that no profile is created: if this lasts,"
            + " apply the ClusterRole of this version");
    relist();
  }

  @Override
  public void stop() {
    super.stop();
    accounts.stop();
  }

  @Override
  public Status getStatus() {
    return Status.UNKNOWN;
  }

  @Override
  public Set<Void> getSecondaryResources(InferenceProfile primary) {
    return Set.of();
  }

  @Override
  public void onList(String resourceVersion, boolean remaining) {
    relist();
  }

  @Override
  public void onAdd(BedrockAccount account) {
    relist();
  }

  @Override
  public void onUpdate(BedrockAccount before, BedrockAccount now) {
    relist();
  }

  @Override
  public void onDelete(BedrockAccount account, boolean lastStateUnknown) {
    relist();
  }

  private synchronized void relist() {
    if (accounts.hasSynced()) {
      watch.relisted(accounts.getStore().list(), watched.get()).forEach(this::wake);
    }
  }

  /** Resources at rest need no session; the others have waited for it. */
  private void sessionChanged(String uid) {
    if (watch.tenancy().sessions().check(uid).isEmpty()) {
      accounts.getStore().list().stream()
          .filter(account -> account.getMetadata().getUid().equals(uid))
          .map(account -> account.getMetadata().getName())
          .findFirst()
          .ifPresent(this::wakeWaiting);
    }
  }

  private void wakeWaiting(String account) {
    watched
        .get()
        .filter(resource -> !StatusReader.isReady(resource))
        .filter(
            resource ->
                StatusReader.record(resource)
                    .pin()
                    .flatMap(pin -> pin.accountName())
                    .filter(account::equals)
                    .isPresent())
        .forEach(this::wake);
  }

  private void wake(InferenceProfile resource) {
    getEventHandler().handleEvent(new Event(ResourceID.fromResource(resource)));
  }
}
