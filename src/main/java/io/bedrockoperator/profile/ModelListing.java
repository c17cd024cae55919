package io.bedrockoperator.profile;

import java.util.Map;

/** What is known of the foundation models of an account in a Region. */
public sealed interface ModelListing {

  /** Nothing: no listing has succeeded yet. */
  record Unknown() implements ModelListing {}

  /** The account does not let the operator list them. */
  record NotAllowed() implements ModelListing {}

  /** Those that the account is offered, by their ids. */
  record Listed(Map<String, ModelLifecycle> byId) implements ModelListing {
    public Listed {
      byId = Map.copyOf(byId);
    }
  }
}
