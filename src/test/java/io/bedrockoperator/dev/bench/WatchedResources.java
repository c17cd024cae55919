package io.bedrockoperator.dev.bench;

import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** One watch over all resources, as a user's would be; notes what it shows, and when. */
final class WatchedResources implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);

  private final InstantSource clock;
  private final Map<String, WatchedResource> seen = new ConcurrentHashMap<>();
  private final Map<String, Instant> gone = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private final SharedIndexInformer<InferenceProfile> informer;

  WatchedResources(KubernetesClient client, InstantSource clock) {
    this.clock = clock;
    this.informer = client.resources(InferenceProfile.class).inAnyNamespace().inform(new Handler());
  }

  Optional<WatchedResource> of(Order order) {
    return Optional.ofNullable(seen.get(order.key()));
  }

  Optional<Instant> gone(Order order) {
    return Optional.ofNullable(gone.get(order.key()));
  }

  /** How often anything changed. */
  long changes() {
    return changes.get();
  }

  /**
   * Waits until all are as they should be.
   *
   * @throws IllegalStateException when they are not in time
   */
  void await(List<Order> orders, String what, Predicate<Order> condition, Duration atMost) {
    var end = clock.instant().plus(atMost);
    while (!orders.stream().allMatch(condition)) {
      if (clock.instant().isAfter(end)) {
        throw new IllegalStateException(
            "after %s only %d of %d are %s"
                .formatted(atMost, orders.stream().filter(condition).count(), orders.size(), what));
      }
      Wait.of(POLL);
    }
  }

  @Override
  public void close() {
    informer.close();
  }

  private final class Handler implements ResourceEventHandler<InferenceProfile> {

    @Override
    public void onAdd(InferenceProfile resource) {
      note(resource);
    }

    @Override
    public void onUpdate(InferenceProfile before, InferenceProfile resource) {
      note(resource);
    }

    @Override
    public void onDelete(InferenceProfile resource, boolean unknown) {
      changes.incrementAndGet();
      seen.remove(key(resource));
      gone.put(key(resource), clock.instant());
    }

    private void note(InferenceProfile resource) {
      var now = clock.instant();
      changes.incrementAndGet();
      seen.compute(key(resource), (key, before) -> WatchedResource.of(before, resource, now));
    }

    private String key(InferenceProfile resource) {
      return resource.getMetadata().getNamespace() + "/" + resource.getMetadata().getName();
    }
  }
}
