package io.bedrockoperator.reconcile;

/**
 * An event on the resource.
 *
 * @param reason one word in CamelCase, as the Kubernetes events convention wants it
 */
public record Announcement(Weight weight, String reason, String message) {

  /** The two types of Kubernetes events. */
  public enum Weight {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String word;

    Weight(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static Announcement normal(String reason, String message) {
    return new Announcement(Weight.NORMAL, reason, message);
  }

  static Announcement warning(String reason, String message) {
    return new Announcement(Weight.WARNING, reason, message);
  }
}
