package io.bedrockoperator.bench;

import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.lang.ref.Reference;
import java.util.stream.IntStream;

/** What a resource weighs as an object of the heap, as an informer of any operator caches it. */
final class Copies {

  private static final int MANY = 5_000;

  private Copies() {}

  /** In KiB; read many times, since one is too light to be weighed. */
  static double kibOfOne(String json) {
    var serialization = new KubernetesSerialization();
    serialization.unmarshal(json, InferenceProfile.class);
    var self = ProcessHandle.current().pid();
    var before = Heap.alive(self);
    var copies =
        IntStream.range(0, MANY)
            .mapToObj(index -> serialization.unmarshal(json, InferenceProfile.class))
            .toList();
    try {
      return (double) (Heap.alive(self) - before) / MANY;
    } finally {
      Reference.reachabilityFence(copies);
    }
  }
}
