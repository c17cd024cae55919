package io.bedrockoperator.api;

/**
 * The validation rules for labels and annotations that the operator puts on an object for a user.
 */
final class MetadataRules {

  static final String LABELS =
      "!has(self.labels) || self.labels.all(key, key.matches(r'"
          + Patterns.METADATA_KEY
          + "') && self.labels[key].matches(r'"
          + Patterns.LABEL_VALUE
          + "'))";

  static final String LABELS_MESSAGE =
      "a label must have a key such as team or example.com/team, and a value of at most 63 ASCII"
          + " letters, digits and - _ . that begins and ends with a letter or digit";

  static final String ANNOTATIONS =
      "!has(self.annotations) || self.annotations.all(key, key.matches(r'"
          + Patterns.METADATA_KEY
          + "'))";

  static final String ANNOTATIONS_MESSAGE =
      "an annotation must have a key such as team or example.com/team";

  static final String NO_RESERVED_LABELS =
      "!has(self.labels) || !self.labels.exists(key, key.matches(r'"
          + Patterns.RESERVED_METADATA_KEY
          + "'))";

  static final String RESERVED_LABELS_MESSAGE =
      "labels under kubernetes.io, k8s.io, bedrock-operator.io and argocd.argoproj.io are not the"
          + " user's to set; choose another key";

  static final String NO_RESERVED_ANNOTATIONS =
      "!has(self.annotations) || !self.annotations.exists(key, key.matches(r'"
          + Patterns.RESERVED_METADATA_KEY
          + "'))";

  static final String RESERVED_ANNOTATIONS_MESSAGE =
      "annotations under kubernetes.io, k8s.io, bedrock-operator.io and argocd.argoproj.io are"
          + " not the user's to set; choose another key";

  private MetadataRules() {}
}
