package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.Owner;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything that a reconciliation may do to the cluster. Every write applies only to the given
 * version of the resource: if the resource has changed since in a way that matters, the method
 * throws {@link Outdated} and writes nothing.
 */
public interface ResourceStore {

  /** The API server did not answer, or did not accept what was sent. Retry later. */
  final class ApiServerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ApiServerFailure(RuntimeException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** The cluster no longer has the resource that the reconciliation decided on. */
  final class Outdated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Outdated(String message) {
      super(message);
    }
  }

  /**
   * Adds the finalizer and the annotation for the tag keys, in one write.
   *
   * @param tagKeys the value of {@link io.bedrockoperator.api.TagKeysOfCreation}; if empty, the
   *     present annotation stays
   * @return the resource as the cluster then has it
   */
  InferenceProfile addFinalizer(InferenceProfile resource, Optional<String> tagKeys);

  /**
   * Writes the annotation for the tag keys alone.
   *
   * @param tagKeys the value of the annotation; if empty, the annotation is removed
   * @return the resource as the cluster then has it
   */
  InferenceProfile writeTagKeys(InferenceProfile resource, Optional<String> tagKeys);

  /**
   * Removes the finalizer and the annotation for the tag keys, if the spec is still the one that
   * this was decided on.
   *
   * @return the resource as the cluster then has it, or as it was last when it is gone
   */
  InferenceProfile removeFinalizer(InferenceProfile resource);

  /**
   * Replaces the whole status, whoever wrote the present one. Changes by others to the rest of the
   * resource do not prevent the write; a change of the status does.
   *
   * @return the resource as the cluster then has it
   */
  InferenceProfile writeStatus(InferenceProfile resource, InferenceProfileStatus status);

  /** The published ConfigMaps; empty if publishing is disabled. */
  Optional<ConfigMapStore> configMaps();

  /**
   * Emits an event. This is best effort: an event that cannot be emitted is logged and forgotten.
   */
  void announce(InferenceProfile resource, ResourceEvent announcement);

  /** Whether the platform team allows profiles to be adopted from that namespace. */
  AdoptionPermission adoptionIn(String namespace);

  /**
   * Whether the resource with that uid exists in this cluster and satisfies the predicate. True
   * also if the operator has no rights in that namespace, since the resource may exist there.
   */
  boolean exists(Owner owner, Predicate<InferenceProfile> such);
}
