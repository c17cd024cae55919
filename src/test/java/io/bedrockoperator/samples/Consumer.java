package io.bedrockoperator.samples;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.file.Path;

/** Who reads what a sample publishes. */
public enum Consumer {
  ENVIRONMENT("env.yaml"),
  LITELLM("litellm.yaml"),
  LANGCHAIN("langchain.yaml"),
  SPRING_AI("spring-ai.yaml"),
  LIBRECHAT("librechat.yaml"),
  CLAUDE_CODE("claude-code.yaml"),
  KAGENT("flux/sync.yaml"),
  ENVOY_AI_GATEWAY("flux/sync.yaml"),
  AGENTGATEWAY("flux/sync.yaml");

  private final String file;

  Consumer(String file) {
    this.file = file;
  }

  public PublishSample sample() {
    return PublishSample.of(file);
  }

  /**
   * What it would do with the ConfigMap that its sample published.
   *
   * @param directory empty, for the files of its container
   */
  public Invocation read(ConfigMap published, Path directory) {
    var sample = new PublishedSample(sample(), published, directory);
    return switch (this) {
      case ENVIRONMENT -> Applications.environment(sample);
      case LITELLM -> Applications.liteLlm(sample);
      case LANGCHAIN -> Applications.langChain(sample);
      case SPRING_AI -> Applications.springAi(sample);
      case LIBRECHAT -> Applications.libreChat(sample);
      case CLAUDE_CODE -> Applications.claudeCode(sample);
      case KAGENT -> Flux.kagent(sample);
      case ENVOY_AI_GATEWAY -> Flux.envoyAiGateway(sample);
      case AGENTGATEWAY -> Flux.agentgateway(sample);
    };
  }
}
