package io.bedrockoperator.profile;

import java.util.Map;

/** What is known about the foundation models of an account in a Region. */
public sealed interface ModelListing {

  /** No listing has succeeded yet. */
  record Unknown() implements ModelListing {}

  /** The operator is not allowed to list the models in the account. */
  record NotAllowed() implements ModelListing {}

  /** The models that the account is offered, by id. */
  record Listed(Map<String, ModelLifecycle> byId) implements ModelListing {
    public Listed {
      byId = Map.copyOf(byId);
    }
  }
}
