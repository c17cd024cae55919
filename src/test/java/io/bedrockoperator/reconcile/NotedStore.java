package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A cluster that takes everything, unless it is told otherwise. */
final class NotedStore implements ResourceStore {

  final List<InferenceProfileStatus> statuses = new ArrayList<>();
  boolean held;
  boolean released;
  boolean outdated;

  @Override
  public Optional<ConfigMapStore> configMaps() {
    return Optional.empty();
  }

  @Override
  public InferenceProfile addFinalizer(InferenceProfile resource, Optional<String> tagKeys) {
    held = true;
    return resource;
  }

  @Override
  public InferenceProfile writeTagKeys(InferenceProfile resource, Optional<String> tagKeys) {
    return resource;
  }

  @Override
  public InferenceProfile removeFinalizer(InferenceProfile resource) {
    released = true;
    return resource;
  }

  @Override
  public InferenceProfile writeStatus(InferenceProfile resource, InferenceProfileStatus status) {
    if (outdated) {
      throw new Outdated("changed meanwhile");
    }
    statuses.add(status);
    return Resources.copyWith(resource, status);
  }

  @Override
  public void announce(InferenceProfile resource, ResourceEvent announcement) {}

  @Override
  public AdoptionPermission adoptionIn(String namespace) {
    return AdoptionPermission.WITHHELD;
  }

  @Override
  public boolean exists(Owner owner, Predicate<InferenceProfile> such) {
    return false;
  }
}
