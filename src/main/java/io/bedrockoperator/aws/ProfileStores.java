package io.bedrockoperator.aws;

import io.bedrockoperator.profile.AccountRegion;

/**
 * The stores of all accounts and Regions. Makes no call to AWS. Safe for use by multiple threads.
 */
public interface ProfileStores {

  /** The store for work on behalf of a namespace, whose calls take turns with other namespaces'. */
  ProfileStore of(AccountRegion place, String namespace);

  /** The store for no namespace in particular; its reads count as checks that nothing waits for. */
  ProfileStore of(AccountRegion place);
}
