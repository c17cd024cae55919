package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The labels and annotations of each revision for other tools, such as one that reports costs. */
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
public record TemplateMetadata(
    @JsonPropertyDescription("Labels of each InferenceProfile, at most 16.")
        @Nullable Map<String, String> labels,
    @JsonPropertyDescription("Annotations of each InferenceProfile, at most 16 of 1024 characters.")
        @Nullable Map<String, String> annotations) {

  public TemplateMetadata {
    labels = labels == null ? null : Map.copyOf(labels);
    annotations = annotations == null ? null : Map.copyOf(annotations);
  }
}
