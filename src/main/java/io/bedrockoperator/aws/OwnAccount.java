package io.bedrockoperator.aws;

import java.util.Optional;

/** The account that the operator's own credentials are of. Safe for many threads at once. */
public interface OwnAccount {

  /**
   * Its 12 digits. Costs one call for each set of credentials.
   *
   * @return empty when AWS did not say it; it is asked again some seconds later at the earliest
   */
  Optional<String> id();
}
