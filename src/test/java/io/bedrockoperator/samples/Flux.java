package io.bedrockoperator.samples;

import static io.bedrockoperator.samples.Applications.text;
import static io.bedrockoperator.samples.Kubelet.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockoperator.deploy.Shipped;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts what was published into the manifests of others, who take it as a literal. */
final class Flux {

  /** What has no value is an error, as with Flux's own strict substitution. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  private Flux() {}

  static Invocation kagent(PublishedSample sample) {
    var model = applied(sample, "kagent.yaml", "ModelConfig");
    return new Invocation(text(model, "/spec/model"), text(model, "/spec/bedrock/region"), "");
  }

  static Invocation envoyAiGateway(PublishedSample sample) {
    var file = "envoy-ai-gateway.yaml";
    var route = applied(sample, file, "AIGatewayRoute");
    var region =
        text(applied(sample, file, "BackendSecurityPolicy"), "/spec/awsCredentials/region");
    var host = "bedrock-runtime.%s.amazonaws.com".formatted(region);
    var endpoint = text(applied(sample, file, "Backend"), "/spec/endpoints/0/fqdn/hostname");
    var certified = text(applied(sample, file, "BackendTLSPolicy"), "/spec/validation/hostname");
    if (!endpoint.equals(host) || !certified.equals(host)) {
      throw new AssertionError(
          "signed for %s, sent to %s, which is to be %s".formatted(region, endpoint, certified));
    }
    return new Invocation(text(route, "/spec/rules/0/backendRefs/0/modelNameOverride"), region, "");
  }

  static Invocation agentgateway(PublishedSample sample) {
    var backend = applied(sample, "agentgateway.yaml", "AgentgatewayBackend");
    return new Invocation(
        text(backend, "/spec/ai/provider/bedrock/model"),
        text(backend, "/spec/ai/provider/bedrock/region"),
        "");
  }

  private static JsonNode applied(PublishedSample sample, String file, String kind) {
    try {
      var manifest = Files.readString(PublishSample.MODELS.resolve(file));
      return object(Shipped.objects(substitute(manifest, values(sample))), kind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode object(List<HasMetadata> objects, String kind) {
    return objects.stream()
        .filter(object -> object.getKind().equals(kind))
        .map(object -> JSON.convertValue(object, JsonNode.class))
        .findFirst()
        .orElseThrow();
  }

  /** From where the Kustomization takes them. */
  private static Map<String, String> values(PublishedSample sample) {
    var kustomization = object(sample.sample().objects(), "Kustomization");
    return data(sample.configMap(), text(kustomization, "/spec/postBuild/substituteFrom/0/name"));
  }

  private static Map<String, String> data(ConfigMap published, String name) {
    if (!published.getMetadata().getName().equals(name)) {
      throw new AssertionError("nothing publishes the ConfigMap " + name);
    }
    return published.getData();
  }

  private static String substitute(String manifest, Map<String, String> values) {
    return VARIABLE
        .matcher(manifest)
        .replaceAll(is -> Matcher.quoteReplacement(required(values, is.group(1))));
  }
}
