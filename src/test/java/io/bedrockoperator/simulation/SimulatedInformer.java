package io.bedrockoperator.simulation;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.controller.InferenceProfileReconciler;
import io.bedrockoperator.controller.UpdateFilter;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.javaoperatorsdk.operator.api.config.BaseConfigurationService;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.EventHandler;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TemporaryResourceCache;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The SDK's own event source, filters and cache of recent writes, over a watch that is simulated.
 */
final class SimulatedInformer extends ControllerEventSource<InferenceProfile> {

  /** As the SDK sets it for the watch of a controller. */
  private static final boolean COMPARES_VERSIONS = false;

  /** What the annotations of the class say, which is read slowly. */
  private static final Map<Class<?>, ControllerConfiguration<InferenceProfile>> CONFIGURATIONS =
      new ConcurrentHashMap<>();

  private final Map<ResourceID, InferenceProfile> watched = new LinkedHashMap<>();
  private final KubernetesClient kubernetes;

  private SimulatedInformer(
      Controller<InferenceProfile> controller, KubernetesClient kubernetes, EventHandler handler) {
    super(controller);
    this.kubernetes = kubernetes;
    temporaryResourceCache = new TemporaryResourceCache<>(this, COMPARES_VERSIONS);
    setEventHandler(handler);
  }

  /**
   * Watches nothing yet.
   *
   * @param handler hears of what the filters let through
   */
  static SimulatedInformer of(
      InferenceProfileReconciler reconciler, KubernetesClient kubernetes, EventHandler handler) {
    return new SimulatedInformer(
        new Controller<>(
            reconciler,
            CONFIGURATIONS.computeIfAbsent(
                reconciler.getClass(), unread -> configuration(reconciler)),
            kubernetes),
        kubernetes,
        handler);
  }

  private static ControllerConfiguration<InferenceProfile> configuration(
      InferenceProfileReconciler reconciler) {
    return ControllerConfigurationOverrider.override(
            new BaseConfigurationService().getConfigurationFor(reconciler))
        .withOnUpdateFilter(new UpdateFilter())
        .build();
  }

  /** The reconciler's own event source of ConfigMaps, without its watch. */
  @SuppressWarnings("unchecked")
  ResourceEventHandler<ConfigMap> configMaps(InferenceProfileReconciler reconciler) {
    var source =
        reconciler
            .prepareEventSources(
                new EventSourceContext<>(this, configuration(), kubernetes, InferenceProfile.class))
            .stream()
            .filter(each -> each.name().equals("configmaps"))
            .findFirst()
            .orElseThrow();
    source.setEventHandler(getEventHandler());
    return (ResourceEventHandler<ConfigMap>) source;
  }

  /** Without an event, as the first list. */
  void list(InferenceProfile resource) {
    watched.put(ResourceID.fromResource(resource), resource);
  }

  /** The watch brings it. */
  void see(InferenceProfile resource, boolean gone) {
    var id = ResourceID.fromResource(resource);
    var before = watched.get(id);
    if (before != null && version(before) >= version(resource)) {
      return;
    }
    if (gone) {
      watched.remove(id);
      onDelete(resource, false);
    } else {
      watched.put(id, resource);
      if (before == null) {
        onAdd(resource);
      } else {
        onUpdate(before, resource);
      }
    }
  }

  private static long version(InferenceProfile resource) {
    return Long.parseLong(resource.getMetadata().getResourceVersion());
  }

  @Override
  public Optional<InferenceProfile> get(ResourceID id) {
    return temporaryResourceCache
        .getResourceFromCache(id)
        .or(() -> Optional.ofNullable(watched.get(id)));
  }

  @Override
  public Stream<InferenceProfile> list(Predicate<InferenceProfile> predicate) {
    return watched().filter(predicate);
  }

  @Override
  public Stream<InferenceProfile> list(String namespace, Predicate<InferenceProfile> predicate) {
    return list(predicate.and(is -> is.getMetadata().getNamespace().equals(namespace)));
  }

  /** As the watch last showed them. */
  Stream<InferenceProfile> watched() {
    return watched.values().stream().toList().stream();
  }

  /** Of a pass for a resource that is there. */
  @SuppressWarnings("unchecked")
  Context<InferenceProfile> context() {
    return (Context<InferenceProfile>)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class, EventSourceRetriever.class},
            (context, method, arguments) ->
                switch (method.getName()) {
                  case "isPrimaryResourceDeleted" -> false;
                  case "getClient" -> kubernetes;
                  case "eventSourceRetriever" -> context;
                  case "getControllerEventSource" -> this;
                  default -> throw new Violation("not simulated: " + method);
                });
  }
}
