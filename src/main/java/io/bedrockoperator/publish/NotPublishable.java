package io.bedrockoperator.publish;

/**
 * The publication that the spec asks for cannot be written. The message is a sentence for the user.
 */
public final class NotPublishable extends Exception {

  private static final long serialVersionUID = 1L;

  private NotPublishable(String message) {
    super(message);
  }

  static NotPublishable withoutValue(String placeholder, String why) {
    return new NotPublishable(
        "spec.publish.configMap.data has $(%s), which has no value: %s; remove the placeholder"
            .formatted(placeholder, why));
  }

  static NotPublishable tooLarge() {
    return new NotPublishable(
        "spec.publish.configMap.data becomes larger than %d KiB with its values: shorten it"
            .formatted(ConfigMapContent.LARGEST / 1024));
  }
}
