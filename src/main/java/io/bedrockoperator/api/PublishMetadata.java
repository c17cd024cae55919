package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Labels and annotations of a published ConfigMap for other tools, such as one that restarts pods.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = MetadataRules.LABELS,
    fieldPath = ".labels",
    message = MetadataRules.LABELS_MESSAGE)
@ValidationRule(
    value = MetadataRules.ANNOTATIONS,
    fieldPath = ".annotations",
    message = MetadataRules.ANNOTATIONS_MESSAGE)
@ValidationRule(
    value = MetadataRules.NO_RESERVED_LABELS,
    fieldPath = ".labels",
    message = MetadataRules.RESERVED_LABELS_MESSAGE)
@ValidationRule(
    value = MetadataRules.NO_RESERVED_ANNOTATIONS,
    fieldPath = ".annotations",
    message = MetadataRules.RESERVED_ANNOTATIONS_MESSAGE)
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
