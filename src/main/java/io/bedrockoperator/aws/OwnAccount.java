package io.bedrockoperator.aws;

import java.util.Optional;

/** The account that the operator's own credentials belong to. Safe for use by multiple threads. */
public interface OwnAccount {

  /** The 12 digits of the account, if they are known. Makes no call to AWS. */
  Optional<String> id();

  /** Asks AWS if necessary, but not within ten seconds of a failure. */
  void ask();
}
