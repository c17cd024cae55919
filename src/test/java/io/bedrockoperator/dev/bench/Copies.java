package io.bedrockoperator.dev.bench;

import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.ref.Reference;
import java.util.stream.IntStream;

/** What a resource weighs as an object of the heap, as this operator caches it. */
final class Copies {

  private static final int MANY = 200_000;

  private Copies() {}

  /**
   * In KiB; read many times, since the rest of this JVM, some 25 MiB of it, comes and goes. Without
   * {@code managedFields}, half of a copy, which the operator does not read: what it saves there
   * must not count as room.
   */
  static double kibOfOne(String json) {
    var serialization = new KubernetesSerialization();
    cached(serialization, json);
    var self = ProcessHandle.current().pid();
    var before = Heap.alive(self);
    var copies = IntStream.range(0, MANY).mapToObj(index -> cached(serialization, json)).toList();
    try {
      return (double) (Heap.alive(self) - before) / MANY;
    } finally {
      Reference.reachabilityFence(copies);
    }
  }

  private static InferenceProfile cached(KubernetesSerialization serialization, String json) {
    var resource = serialization.unmarshal(json, InferenceProfile.class);
    resource.getMetadata().setManagedFields(null);
    return resource;
  }
}
