package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.Owner;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything a reconciliation may do to the cluster. Every write holds only against the version of
 * the resource it is given: where somebody else changed it meanwhile in a way that matters, {@link
 * Outdated} is thrown and nothing is written.
 */
public interface ResourceStore {

  /** The API server did not answer, or did not take what was sent; come back later. */
  final class ApiServerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ApiServerFailure(RuntimeException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** The resource that a reconciliation was decided on is not the one in the cluster any more. */
  final class Outdated extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Outdated(String message) {
      super(message);
    }
  }

  /**
   * Holds the resource, in one write with what it has to say from then on.
   *
   * @param tagKeys the value of {@link io.bedrockoperator.api.TagKeysOfCreation}; what stands there
   *     stays without one
   * @return the resource as the cluster then has it
   */
  InferenceProfile addFinalizer(InferenceProfile resource, Optional<String> tagKeys);

  /**
   * Writes the annotation alone.
   *
   * @param tagKeys its value; without one, the annotation goes
   * @return the resource as the cluster then has it
   */
  InferenceProfile writeTagKeys(InferenceProfile resource, Optional<String> tagKeys);

  /**
   * Lets the resource go, if its spec is still the one that this was decided on. Then nothing is
   * there that tags of a creation could be on.
   *
   * @return the resource as the cluster then has it, or as it was last when it is gone
   */
  InferenceProfile removeFinalizer(InferenceProfile resource);

  /**
   * Replaces the whole status, whoever wrote what stands there. A change that others made to the
   * rest of the resource does not get in the way; a status that is not the given resource's any
   * more does.
   *
   * @return the resource as the cluster then has it
   */
  InferenceProfile writeStatus(InferenceProfile resource, InferenceProfileStatus status);

  /** The ConfigMaps that are published; empty where the operator is set not to publish. */
  Optional<ConfigMapStore> configMaps();

  /** Best effort: an announcement that cannot be made is logged and forgotten. */
  void announce(InferenceProfile resource, ResourceEvent announcement);

  /** Whether the platform team lets profiles be adopted from that namespace. */
  AdoptionPermission adoptionIn(String namespace);

  /**
   * Whether that very resource, by uid, exists in this cluster and is such a one; true where the
   * operator may not know, since it has no rights in that namespace.
   */
  boolean exists(Owner owner, Predicate<InferenceProfile> such);
}
