package io.bedrockoperator.profile;

import java.util.Optional;

/** A spec that was parsed and understood. */
public record DesiredState(
    DesiredProfile profile,
    RecreatePolicy recreatePolicy,
    ManagementPolicy managementPolicy,
    boolean suspended,
    Optional<Adoption> adoption) {

  public DesiredState with(DesiredProfile other) {
    return new DesiredState(other, recreatePolicy, managementPolicy, suspended, adoption);
  }

  public boolean observesOnly() {
    return managementPolicy == ManagementPolicy.OBSERVE;
  }

  public Owner owner() {
    return profile.owner();
  }
}
