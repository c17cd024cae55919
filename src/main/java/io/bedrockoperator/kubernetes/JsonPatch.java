package io.bedrockoperator.kubernetes;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** One operation of a JSON Patch (RFC 6902); {@code add} replaces an existing value. */
record JsonPatch(String op, String path, Object value) {

  /** The context for sending patches of such operations. */
  static final PatchContext CONTEXT = patchOf(PatchType.JSON);

  static JsonPatch set(String path, Object value) {
    return new JsonPatch("add", path, value);
  }

  static PatchContext patchOf(PatchType type) {
    return new PatchContext.Builder()
        .withPatchType(type)
        .withFieldManager(KubernetesResourceStore.FIELD_MANAGER)
        .build();
  }
}
