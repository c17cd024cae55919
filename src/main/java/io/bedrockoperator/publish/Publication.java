package io.bedrockoperator.publish;

import java.util.Map;

/**
 * The publication that the user asks for, parsed and understood.
 *
 * @param configMap the name of the ConfigMap
 * @param labels the labels that the user asks for, without the operator's own
 * @param templates the templates of the values, by key
 */
public record Publication(
    String configMap,
    Map<String, String> labels,
    Map<String, String> annotations,
    Map<String, String> templates) {

  /** The templates for a spec that names no keys, ready for {@code envFrom}. */
  public static final Map<String, String> DEFAULT_TEMPLATES =
      Map.of(
          "BEDROCK_INFERENCE_PROFILE_ARN", "$(arn)",
          "BEDROCK_INFERENCE_PROFILE_ID", "$(id)",
          "BEDROCK_FOUNDATION_MODEL_ID", "$(modelId)",
          "BEDROCK_BASE_MODEL", "$(sourceId)",
          "BEDROCK_MODEL_PROVIDER", "$(provider)",
          "BEDROCK_REGION", "$(region)");

  public Publication {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    templates = Map.copyOf(templates);
  }
}
