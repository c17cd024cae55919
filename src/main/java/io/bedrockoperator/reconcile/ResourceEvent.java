package io.bedrockoperator.reconcile;

import io.bedrockoperator.status.PlainText;

/**
 * A Kubernetes event about the resource.
 *
 * @param reason one word in CamelCase, as the Kubernetes convention for events requires
 */
public record ResourceEvent(Weight weight, String reason, String message) {

  /** Within the limit of the API group {@code events.k8s.io}. */
  private static final int LONGEST_MESSAGE = 1000;

  public ResourceEvent {
    message = PlainText.of(message, LONGEST_MESSAGE);
  }

  /** The two types of Kubernetes events. */
  public enum Weight {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String word;

    Weight(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public static ResourceEvent normal(String reason, String message) {
    return new ResourceEvent(Weight.NORMAL, reason, message);
  }

  public static ResourceEvent warning(String reason, String message) {
    return new ResourceEvent(Weight.WARNING, reason, message);
  }
}
