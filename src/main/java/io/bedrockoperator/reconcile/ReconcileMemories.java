package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.inventory.DriftIndex;
import io.bedrockoperator.profile.Pin;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What this process remembers of each resource, by name: a resource that was deleted and applied
 * again may be seen as one that changed, or its deletion be told of with the next one in its place.
 * Safe for many threads.
 */
public final class ReconcileMemories {

  private record Entry(String uid, ReconcileMemory memory, Optional<Pin> pin) {}

  private final DriftIndex driftIndex;
  private final KeptStatuses keptStatuses;
  private final ConcurrentMap<String, Entry> byName = new ConcurrentHashMap<>();

  /**
   * @param driftIndex forgets whatever is forgotten here
   * @param keptStatuses so does this
   */
  ReconcileMemories(DriftIndex driftIndex, KeptStatuses keptStatuses) {
    this.driftIndex = driftIndex;
    this.keptStatuses = keptStatuses;
  }

  /** What is remembered of that resource; of an earlier one of its name, nothing. */
  public ReconcileMemory of(InferenceProfile resource, long now) {
    var entry = byName.get(nameOf(resource));
    if (entry != null && entry.uid.equals(uidOf(resource))) {
      return entry.memory;
    }
    forget(resource);
    return ReconcileMemory.begin(now);
  }

  /** Which account that resource was in, should somebody take that out of its status. */
  public Optional<Pin> pin(InferenceProfile resource) {
    return Optional.ofNullable(byName.get(nameOf(resource)))
        .filter(entry -> entry.uid.equals(uidOf(resource)))
        .flatMap(Entry::pin);
  }

  public void remember(InferenceProfile resource, ReconcileMemory memory, Optional<Pin> pin) {
    byName.put(nameOf(resource), new Entry(uidOf(resource), memory, pin));
  }

  /** The resource of that name is gone. */
  public void forget(InferenceProfile resource) {
    forget(nameOf(resource));
  }

  public Set<String> names() {
    return Set.copyOf(byName.keySet());
  }

  public void forget(String name) {
    var entry = byName.remove(name);
    if (entry != null) {
      driftIndex.forget(entry.uid);
      keptStatuses.forget(entry.uid);
    }
  }

  public static String nameOf(InferenceProfile resource) {
    return resource.getMetadata().getNamespace() + "/" + resource.getMetadata().getName();
  }

  private static String uidOf(InferenceProfile resource) {
    return resource.getMetadata().getUid();
  }
}
