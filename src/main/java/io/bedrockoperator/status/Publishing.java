package io.bedrockoperator.status;

import java.util.Optional;

/** What a reconciliation did about the publication of a profile. */
public sealed interface Publishing {

  /** Nothing: what was published before stays as it is. */
  record Untouched() implements Publishing {}

  /** Nothing is to be published, and no earlier publication is left. */
  record Withdrawn() implements Publishing {}

  /** The ConfigMap of that name is up to date. */
  record Done(String configMap) implements Publishing {}

  /** The ConfigMap of that name still names a profile that is gone. */
  record Outdated(String configMap) implements Publishing {}

  /** The ConfigMap of that name is no longer there, and cannot be written again at present. */
  record Missing(String configMap) implements Publishing {}

  /**
   * The publication is not as it has to be.
   *
   * @param instead the ConfigMap that was published before and stays, if any
   */
  record Hindered(Reason reason, String message, Optional<String> instead) implements Publishing {}
}
