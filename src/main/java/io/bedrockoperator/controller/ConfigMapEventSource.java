package io.bedrockoperator.controller;

import io.bedrockoperator.api.Labels;
import io.bedrockoperator.kubernetes.KubernetesConfigMapStore;
import io.bedrockoperator.kubernetes.PublishedConfigMaps;
import io.bedrockoperator.kubernetes.WatchPermission;
import io.bedrockoperator.publish.Publisher;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the published ConfigMaps, and has their resource reconciled when somebody else changes
 * one. If the operator has no permission to watch them, which earlier versions did not need, it
 * logs this once. It publishes all the same if it may, but does not notice such changes to what it
 * wrote, unless it has to write it again.
 */
final class ConfigMapEventSource<P extends HasMetadata> extends AbstractEventSource<Void, P>
    implements ResourceEventHandler<ConfigMap> {

  private static final Logger LOG = LoggerFactory.getLogger(ConfigMapEventSource.class);

  /**
   * How many ConfigMaps one page of a list holds. Each may have 1 MiB, and anybody may set the
   * label.
   */
  private static final long PAGE = 16;

  private final KubernetesClient client;
  private final List<Optional<String>> namespaces;
  private final Supplier<Optional<Cache<P>>> resources;
  private final PublishingKind<P> kind;
  private final PublishedConfigMaps published;
  private volatile List<SharedIndexInformer<ConfigMap>> informers = List.of();

  /**
   * @param namespaces where resources are watched; empty for all
   * @param resources as the watch last showed them; empty before it is started
   * @param kind how the resources name the ConfigMaps that they publish
   * @param published the index that follows the watch
   */
  ConfigMapEventSource(
      KubernetesClient client,
      Set<String> namespaces,
      Supplier<Optional<Cache<P>>> resources,
      PublishingKind<P> kind,
      PublishedConfigMaps published) {
    super(Void.class, "configmaps");
    this.client = client;
    this.namespaces =
        namespaces.isEmpty()
            ? List.of(Optional.empty())
            : namespaces.stream().sorted().map(Optional::of).toList();
    this.resources = resources;
    this.kind = kind;
    this.published = published;
  }

  @Override
  public void start() {
    super.start();
    var permission = new WatchPermission(client);
    if (namespaces.stream().allMatch(in -> permission.covers("configmaps", in.orElse(null)))) {
      informers = namespaces.stream().map(this::informer).toList();
      FirstList.await(
          CompletableFuture.allOf(
              informers.stream()
                  .map(informer -> informer.start().toCompletableFuture())
                  .toArray(CompletableFuture[]::new)),
          "the ConfigMaps could not be listed yet, which is tried again");
    } else {
      LOG.warn(
          "the operator may not watch ConfigMaps, so that it does not notice when somebody else"
              + " changes or deletes a published one: apply the RBAC of this version and restart"
              + " it, or set BEDROCK_OPERATOR_PUBLISH to false");
    }
  }

  private SharedIndexInformer<ConfigMap> informer(Optional<String> namespace) {
    Informable<ConfigMap> labelled =
        namespace
            .<Informable<ConfigMap>>map(
                name -> client.configMaps().inNamespace(name).withLabel(Labels.PUBLISHED_BY))
            .orElseGet(() -> client.configMaps().inAnyNamespace().withLabel(Labels.PUBLISHED_BY));
    return labelled
        .withLimit(PAGE)
        .runnableInformer(0)
        .itemStore(
            new ReducedStateItemStore<>(
                ReducedStateItemStore.UID_KEY_STATE,
                ConfigMap.class,
                client.getKubernetesSerialization(),
                "metadata.namespace",
                "metadata.name"))
        .addEventHandler(this)
        .exceptionHandler((started, failure) -> true);
  }

  @Override
  public void stop() {
    super.stop();
    informers.forEach(SharedIndexInformer::stop);
  }

  @Override
  public Status getStatus() {
    return Status.UNKNOWN;
  }

  @Override
  public Set<Void> getSecondaryResources(P primary) {
    return Set.of();
  }

  @Override
  public void onAdd(ConfigMap configMap) {
    saw(configMap);
  }

  @Override
  public void onUpdate(ConfigMap before, ConfigMap now) {
    saw(now);
  }

  private void saw(ConfigMap configMap) {
    var observed = KubernetesConfigMapStore.observed(configMap);
    published.saw(observed).forEach(controller -> wake(observed.namespace(), controller));
  }

  @Override
  public void onDelete(ConfigMap configMap, boolean lastStateUnknown) {
    var metadata = configMap.getMetadata();
    published
        .lost(metadata.getNamespace(), metadata.getName(), metadata.getUid())
        .ifPresent(controller -> wake(metadata.getNamespace(), controller));
    // Other resources may be waiting for the name.
    resources.get().stream()
        .flatMap(Cache::list)
        .filter(resource -> publishesIn(resource, metadata.getNamespace(), metadata.getName()))
        .map(ResourceID::fromResource)
        .forEach(this::wake);
  }

  private boolean publishesIn(P resource, String namespace, String name) {
    return resource.getMetadata().getNamespace().equals(namespace)
        && kind.wanted().apply(resource).filter(name::equals).isPresent();
  }

  /** Anybody may write any owner reference, so the uid has to be that of the resource. */
  private void wake(String namespace, Publisher controller) {
    var name = new ResourceID(controller.name(), namespace);
    resources
        .get()
        .flatMap(cache -> cache.get(name))
        .filter(resource -> resource.getMetadata().getUid().equals(controller.uid()))
        .filter(kind::publishes)
        .ifPresent(resource -> wake(name));
  }

  private void wake(ResourceID name) {
    getEventHandler().handleEvent(new Event(name));
  }
}
