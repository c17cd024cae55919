package io.bedrockoperator.controller;

import io.bedrockoperator.api.AdoptionAnnotation;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.kubernetes.Tenants;
import io.bedrockoperator.kubernetes.WatchPermission;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has resources reconciled that want to adopt a profile when the permission of their namespace
 * changes, and resources to which other labels of the namespace give another account or other tags.
 * If the operator has no permission to watch namespaces, which earlier versions did not need, it
 * logs this once, and refused adoptions are tried again at the next resync.
 */
final class NamespaceEventSource extends AbstractEventSource<Void, InferenceProfile>
    implements ResourceEventHandler<Namespace> {

  private static final Logger LOG = LoggerFactory.getLogger(NamespaceEventSource.class);

  private final KubernetesClient client;
  private final Optional<AccountWatch> accounts;
  private final Supplier<Stream<InferenceProfile>> watched;
  private final SharedIndexInformer<Namespace> namespaces;

  /**
   * @param accounts empty if there is none but the operator's own
   * @param watched the resources as the watch last showed them
   */
  NamespaceEventSource(
      KubernetesClient client,
      Optional<AccountWatch> accounts,
      Supplier<Stream<InferenceProfile>> watched) {
    super(Void.class, "namespaces");
    this.client = client;
    this.accounts = accounts;
    this.watched = watched;
    this.namespaces =
        client
            .namespaces()
            .runnableInformer(0)
            .addEventHandler(this)
            .exceptionHandler((started, failure) -> true);
  }

  @Override
  public void start() {
    super.start();
    if (new WatchPermission(client).covers("namespaces", null)) {
      // Nothing waits for the first list, which may never come.
      var unused = namespaces.start();
    } else {
      LOG.warn(
          "the operator may not watch namespaces, so that an annotation for adoption is noticed at"
              + " the next resync only, and no label selects an account: apply the ClusterRole of"
              + " this version");
    }
  }

  @Override
  public void stop() {
    super.stop();
    namespaces.stop();
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
  public void onAdd(Namespace namespace) {
    // Resources that exist when the process starts are reconciled anyway.
    accounts.ifPresent(watch -> watch.tenants().namespaceIs(namespace));
  }

  @Override
  public void onUpdate(Namespace before, Namespace now) {
    accounts.ifPresent(watch -> watch.tenants().namespaceIs(now));
    var adoptionChanged = AdoptionAnnotation.grants(before) != AdoptionAnnotation.grants(now);
    var labelsChanged = !Tenants.tenant(before).equals(Tenants.tenant(now));
    if (adoptionChanged || labelsChanged) {
      watched
          .get()
          .filter(resource -> namespaceOf(resource).equals(now.getMetadata().getName()))
          .filter(
              resource ->
                  (adoptionChanged && adopts(resource))
                      || (labelsChanged && isConcerned(resource, before, now)))
          .map(ResourceID::fromResource)
          .forEach(name -> getEventHandler().handleEvent(new Event(name)));
    }
  }

  private static boolean adopts(InferenceProfile resource) {
    return resource.getSpec() != null && resource.getSpec().adopt() != null;
  }

  private boolean isConcerned(InferenceProfile resource, Namespace before, Namespace now) {
    return accounts
        .filter(watch -> watch.concerns(resource, Tenants.tenant(before), Tenants.tenant(now)))
        .isPresent();
  }

  @Override
  public void onDelete(Namespace namespace, boolean lastStateUnknown) {
    // The resources of the namespace are deleted with it.
    accounts.ifPresent(watch -> watch.tenants().namespaceIsGone(namespace));
  }

  private static String namespaceOf(InferenceProfile resource) {
    return resource.getMetadata().getNamespace();
  }
}
