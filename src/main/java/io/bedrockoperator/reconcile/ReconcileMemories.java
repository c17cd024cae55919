package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.inventory.DriftIndex;
import io.bedrockoperator.profile.Pin;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What this process remembers of each resource, by name. The uid alone would not do: the watch may
 * show a resource that was deleted and applied again as a changed one, or report its deletion when
 * the next one is already there. Thread-safe.
 */
public final class ReconcileMemories {

  private record Entry(String uid, ReconcileMemory memory, Optional<Pin> pin) {}

  private final DriftIndex driftIndex;
  private final KeptStatuses keptStatuses;
  private final ConcurrentMap<String, Entry> byName = new ConcurrentHashMap<>();

  /**
   * @param driftIndex forgets each resource that is forgotten here
   * @param keptStatuses likewise
   */
  ReconcileMemories(DriftIndex driftIndex, KeptStatuses keptStatuses) {
    this.driftIndex = driftIndex;
    this.keptStatuses = keptStatuses;
  }

  /**
   * Returns what is remembered of that resource. What was remembered of an earlier one of its name
   * is forgotten.
   */
  public ReconcileMemory of(InferenceProfile resource, long now) {
    var entry = byName.get(nameOf(resource));
    if (entry != null && entry.uid.equals(uidOf(resource))) {
      return entry.memory;
    }
    forget(resource);
    return ReconcileMemory.begin(now);
  }

  /** Returns the account that the resource was in, in case somebody removed it from the status. */
  public Optional<Pin> pin(InferenceProfile resource) {
    return Optional.ofNullable(byName.get(nameOf(resource)))
        .filter(entry -> entry.uid.equals(uidOf(resource)))
        .flatMap(Entry::pin);
  }

  public void remember(InferenceProfile resource, ReconcileMemory memory, Optional<Pin> pin) {
    byName.put(nameOf(resource), new Entry(uidOf(resource), memory, pin));
  }

  /** Forgets the resource of that name, which is gone. */
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
