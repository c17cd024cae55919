package io.bedrockoperator.status;

import java.util.Optional;

/** What a reconciliation did about the publication of a profile. */
public sealed interface Publishing {

  /** Nothing; what was published before is as it was. */
  record Untouched() implements Publishing {}

  /** Nothing is to be published, and nothing is left of what was. */
  record Withdrawn() implements Publishing {}

  /** The ConfigMap of that name says it all. */
  record Done(String configMap) implements Publishing {}

  /** The ConfigMap of that name still names a profile that is gone. */
  record Outdated(String configMap) implements Publishing {}

  /**
   * It is not as it has to be.
   *
   * @param instead the ConfigMap that was published before and stays, if any
   */
  record Hindered(Reason reason, String message, Optional<String> instead) implements Publishing {}
}
