package io.bedrockoperator.aws;

import io.bedrockoperator.profile.AccountRegion;

/** The stores of all accounts and Regions. Safe for many threads at once; costs no call. */
public interface ProfileStores {

  /** For what is done for that namespace: its calls take turns with those of the others. */
  ProfileStore of(AccountRegion place, String namespace);

  /** For no namespace in particular: reads are taken for checks that nobody waits for. */
  ProfileStore of(AccountRegion place);
}
