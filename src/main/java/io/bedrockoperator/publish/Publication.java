package io.bedrockoperator.publish;

import java.util.Map;

/**
 * What the user asks to be published, read and understood.
 *
 * @param configMap its name
 * @param labels what the user wants there, without the operator's own
 * @param templates by key
 */
public record Publication(
    String configMap,
    Map<String, String> labels,
    Map<String, String> annotations,
    Map<String, String> templates) {

  /** What is published where the user names no keys: ready for {@code envFrom}. */
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
