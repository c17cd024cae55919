package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.api.model.Namespace;
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
 * Wakes what wants to adopt a profile when its namespace is allowed to, or is not any more. A watch
 * that is refused, for want of a right that an earlier version did not need, is tried again by
 * itself; until then the resources heal at the next resync.
 */
final class NamespaceEventSource extends AbstractEventSource<Void, InferenceProfile>
    implements ResourceEventHandler<Namespace> {

  private final Supplier<Stream<InferenceProfile>> watched;
  private final SharedIndexInformer<Namespace> namespaces;

  /**
   * @param watched the resources as the watch last showed them
   */
  NamespaceEventSource(KubernetesClient client, Supplier<Stream<InferenceProfile>> watched) {
    super(Void.class, "namespaces");
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
    // Nobody waits for the first list: it may never come.
    var unused = namespaces.start();
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
    // What is there when the process starts has a pass anyway.
  }

  @Override
  public void onUpdate(Namespace before, Namespace now) {
    if (AdoptionAnnotation.grants(before) != AdoptionAnnotation.grants(now)) {
      watched
          .get()
          .filter(resource -> namespaceOf(resource).equals(now.getMetadata().getName()))
          .filter(resource -> resource.getSpec() != null && resource.getSpec().adopt() != null)
          .map(ResourceID::fromResource)
          .forEach(name -> getEventHandler().handleEvent(new Event(name)));
    }
  }

  @Override
  public void onDelete(Namespace namespace, boolean lastStateUnknown) {
    // Its resources go with it.
  }

  private static String namespaceOf(InferenceProfile resource) {
    return resource.getMetadata().getNamespace();
  }
}
