package io.bedrockoperator.reconcile;

import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.aws.ProfileStores;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.ModelLifecycle;
import io.bedrockoperator.profile.ObservedProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store with a bug in every method. */
public class BrokenStore implements ProfileStore, ProfileStores {

  @Override
  public ProfileStore of(AccountRegion place) {
    return this;
  }

  @Override
  public ProfileStore of(AccountRegion place, String namespace) {
    return of(place);
  }

  @Override
  public Optional<ObservedProfile> find(String arn) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Map<String, String>> tags(String arn) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Map<String, Map<String, String>>> tagsOf(List<String> arns) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ObservedProfile> list(Runnable leaves) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<String> modelsOf(String copyFrom) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Map<String, ModelLifecycle>> models() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Created create(DesiredProfile profile, String token) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String retag(String arn, Map<String, String> put, Set<String> remove) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<String> delete(String arn) {
    throw new UnsupportedOperationException();
  }
}
