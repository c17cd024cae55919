package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a published ConfigMap carries for others, such as a tool that restarts pods. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "!has(self.labels) || self.labels.all(key, key.matches(r'"
            + Patterns.METADATA_KEY
            + "') && self.labels[key].matches(r'"
            + Patterns.LABEL_VALUE
            + "'))",
    fieldPath = ".labels",
    message =
        "a label must have a key such as team or example.com/team, and a value of at most 63 ASCII"
            + " letters, digits and - _ . that begins and ends with a letter or digit")
@ValidationRule(
    value =
        "!has(self.annotations) || self.annotations.all(key, key.matches(r'"
            + Patterns.METADATA_KEY
            + "'))",
    fieldPath = ".annotations",
    message = "an annotation must have a key such as team or example.com/team")
@ValidationRule(
    value =
        "!has(self.labels) || !self.labels.exists(key, key.matches(r'"
            + Patterns.RESERVED_METADATA_KEY
            + "'))",
    fieldPath = ".labels",
    message =
        "labels under kubernetes.io, k8s.io, bedrock-operator.io and argocd.argoproj.io are not the"
            + " user's to set; choose another key")
@ValidationRule(
    value =
        "!has(self.annotations) || !self.annotations.exists(key, key.matches(r'"
            + Patterns.RESERVED_METADATA_KEY
            + "'))",
    fieldPath = ".annotations",
    message =
        "annotations under kubernetes.io, k8s.io, bedrock-operator.io and argocd.argoproj.io are"
            + " not the user's to set; choose another key")
public record PublishMetadata(
    @JsonPropertyDescription("Labels of the ConfigMap, at most 16.")
        @Nullable Map<String, String> labels,
    @JsonPropertyDescription("Annotations of the ConfigMap, at most 16 of 1024 characters.")
        @Nullable Map<String, String> annotations) {

  /** How many labels there may be, and how many annotations. */
  public static final int MOST_KEYS = 16;

  /** How many characters a label's value may have (Kubernetes labels). */
  public static final int LONGEST_LABEL = 63;

  /** How many characters an annotation may have. */
  public static final int LONGEST_ANNOTATION = 1024;

  public PublishMetadata {
    labels = labels == null ? null : Map.copyOf(labels);
    annotations = annotations == null ? null : Map.copyOf(annotations);
  }
}
