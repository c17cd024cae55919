package io.bedrockoperator.aws.sdk;

import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.aws.ProfileStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class BedrockProfileStoreContractTest implements ProfileStoreContract {

  @RegisterExtension final StoreOverHttp bedrock = new StoreOverHttp();

  @Override
  public ProfileStore store() {
    return bedrock.store();
  }
}
