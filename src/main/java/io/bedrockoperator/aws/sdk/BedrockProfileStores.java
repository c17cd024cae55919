package io.bedrockoperator.aws.sdk;

import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.aws.ProfileStores;
import io.bedrockoperator.profile.AccountRegion;
import java.util.Optional;

/** The stores over the AWS SDK. */
public record BedrockProfileStores(BedrockClients clients) implements ProfileStores {

  @Override
  public ProfileStore of(AccountRegion place, String namespace) {
    return new BedrockProfileStore(clients, place, Optional.of(namespace));
  }

  @Override
  public ProfileStore of(AccountRegion place) {
    return new BedrockProfileStore(clients, place, Optional.empty());
  }
}
