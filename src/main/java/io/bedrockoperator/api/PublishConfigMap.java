package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A ConfigMap in the namespace of the resource, written from templates. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.name.matches(r'" + Patterns.OBJECT_NAME + "')",
    fieldPath = ".name",
    message =
        "name must be the name of a ConfigMap: lower-case letters, digits, '-' and '.', such as"
            + " chat-bedrock")
@ValidationRule(
    value =
        "!has(self.data) || self.data.all(key, key.size() <= "
            + PublishConfigMap.LONGEST_NAME
            + " && key.matches(r'"
            + Patterns.CONFIG_KEY
            + "'))",
    fieldPath = ".data",
    message =
        "a key of data may have ASCII letters, digits and - _ . only, at most 253, and must not"
            + " begin with ..; choose a key such as config.yaml")
public record PublishConfigMap(
    @JsonPropertyDescription(
            "Name of the ConfigMap. One that is there already and does not belong to this "
                + "resource is never written.")
        @Required
        @Size(min = 1, max = LONGEST_NAME)
        @Nullable String name,
    @JsonPropertyDescription("Labels and annotations of the ConfigMap.")
        @Nullable PublishMetadata metadata,
    @JsonPropertyDescription(
            "The contents: at most 32 keys, each with a template of at most 16384 characters. A "
                + "template may have the placeholders "
                + Patterns.PLACEHOLDERS_IN_WORDS
                + "; $$( gives $(. If absent, the keys are BEDROCK_INFERENCE_PROFILE_ARN, "
                + "BEDROCK_INFERENCE_PROFILE_ID, BEDROCK_FOUNDATION_MODEL_ID, BEDROCK_BASE_MODEL, "
                + "BEDROCK_MODEL_PROVIDER and BEDROCK_REGION.")
        @Nullable Map<String, String> data) {

  /** The validation rule for each value of {@code data}. */
  public static final String TEMPLATE_RULE = "self.matches(r'" + Patterns.TEMPLATE + "')";

  /** The message for a value that violates {@link #TEMPLATE_RULE}. */
  public static final String TEMPLATE_MESSAGE =
      "the template has a placeholder that the operator does not know; it knows "
          + Patterns.PLACEHOLDERS_IN_WORDS
          + ", and $$( gives $(";

  /** How many keys the contents may have. */
  public static final int MOST_KEYS = 32;

  /** How many characters the name of an object and a key may have (Kubernetes object names). */
  public static final int LONGEST_NAME = 253;

  /** How many characters a template may have. */
  public static final int LONGEST_TEMPLATE = 16_384;

  public PublishConfigMap {
    data = data == null ? null : Map.copyOf(data);
  }
}
