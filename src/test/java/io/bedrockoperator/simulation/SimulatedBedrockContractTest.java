package io.bedrockoperator.simulation;

import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.aws.ProfileStoreContract;
import io.bedrockoperator.profile.AccountRegion;

/** The simulation is worth what its Bedrock has in common with the real adapter. */
class SimulatedBedrockContractTest implements ProfileStoreContract {

  private final QuietWorld world = new QuietWorld();

  @Override
  public ProfileStore store() {
    return new SimulatedBedrock.Places(world.world(), world.world().replicas().getFirst())
        .of(AccountRegion.own("us-east-1"));
  }
}
