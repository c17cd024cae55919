package io.bedrockoperator.aws;

import java.util.Optional;

/** The account that the operator's own credentials are of. Safe for many threads at once. */
public interface OwnAccount {

  /** Its 12 digits, as far as they are known. Costs no call. */
  Optional<String> id();

  /** Asks AWS if need be. It is never asked again within ten seconds of a failure. */
  void ask();
}
