package io.bedrockoperator.samples;

import static io.bedrockoperator.samples.Kubelet.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/** Applications that find in their container what was published, each in its own way. */
final class Applications {

  private static final Pattern PYTHON_ARGUMENT =
      Pattern.compile("(\\w+)=os\\.environ\\[\"(\\w+)\"]");

  private static final List<String> TIERS = List.of("OPUS", "SONNET", "HAIKU");

  private Applications() {}

  static Invocation environment(PublishedSample sample) {
    var environment = sample.kubelet().environment();
    return new Invocation(
        required(environment, "BEDROCK_INFERENCE_PROFILE_ARN"),
        required(environment, "BEDROCK_REGION"),
        required(environment, "BEDROCK_BASE_MODEL"));
  }

  /** Beside model_id, model only says what it costs and can do. */
  static Invocation liteLlm(PublishedSample sample) {
    var arguments = sample.kubelet().container().getArgs();
    var file = sample.kubelet().file(arguments.get(arguments.indexOf("--config") + 1));
    var parameters = read(new YAMLMapper(), file).at("/model_list/0/litellm_params");
    return new Invocation(
        text(parameters, "/model_id"),
        text(parameters, "/aws_region_name"),
        text(parameters, "/model").replaceFirst("^bedrock/", ""));
  }

  /** Without a provider it refuses an ARN; without a base model it asks AWS for one. */
  static Invocation langChain(PublishedSample sample) {
    var environment = sample.kubelet().environment();
    var arguments = new HashMap<String, String>();
    PYTHON_ARGUMENT
        .matcher(sample.kubelet().container().getCommand().getLast())
        .results()
        .forEach(is -> arguments.put(is.group(1), required(environment, is.group(2))));
    var provider = required(arguments, "provider");
    var model = required(arguments, "base_model");
    if (!model.contains("." + provider + ".")) {
      throw new AssertionError("%s is not of %s".formatted(model, provider));
    }
    return new Invocation(required(arguments, "model"), required(arguments, "region_name"), model);
  }

  /** What 1.x calls chat.options.model is chat.model in 2.x. */
  static Invocation springAi(PublishedSample sample) {
    var kubelet = sample.kubelet();
    var top = kubelet.file("/");
    var variables = new HashMap<>(kubelet.environment());
    variables.computeIfPresent(
        "SPRING_CONFIG_IMPORT", (name, location) -> location.replace(":/", ":" + top + "/"));
    var properties = new SpringApplicationProperties(variables);
    var model = properties.required("spring.ai.bedrock.converse.chat.model");
    if (!model.equals(properties.required("spring.ai.bedrock.converse.chat.options.model"))) {
      throw new AssertionError("1.x and 2.x would invoke different models");
    }
    return new Invocation(model, properties.required("spring.ai.bedrock.aws.region"), "");
  }

  /** Somebody chooses a model of the list, and its profile is the one under the same name. */
  static Invocation libreChat(PublishedSample sample) {
    var environment = sample.kubelet().environment();
    var file = sample.kubelet().file(required(environment, "CONFIG_PATH"));
    var bedrock = read(new YAMLMapper(), file).at("/endpoints/bedrock");
    var model = text(bedrock, "/models/0");
    return new Invocation(
        text(bedrock, "/inferenceProfiles/" + model),
        required(environment, "BEDROCK_AWS_DEFAULT_REGION"),
        model);
  }

  /** A tier that is not set is a profile of AWS's own. */
  static Invocation claudeCode(PublishedSample sample) {
    var file = sample.kubelet().file("/etc/claude-code/managed-settings.json");
    var environment = read(new ObjectMapper(), file).path("env");
    var model = text(environment, "/ANTHROPIC_MODEL");
    for (var tier : TIERS) {
      if (!model.equals(text(environment, "/ANTHROPIC_DEFAULT_%s_MODEL".formatted(tier)))) {
        throw new AssertionError("%s would invoke another model".formatted(tier));
      }
    }
    return new Invocation(model, text(environment, "/AWS_REGION"), "");
  }

  private static JsonNode read(ObjectMapper format, Path file) {
    try {
      return format.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(JsonNode parent, String pointer) {
    var value = parent.at(pointer);
    if (!value.isTextual()) {
      throw new AssertionError("%s has no text at %s".formatted(parent, pointer));
    }
    return value.textValue();
  }
}
