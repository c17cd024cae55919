package io.bedrockoperator.dev.bench;

import java.util.List;
import java.util.stream.IntStream;

/** One resource to apply; its profile has the same name, after that of the namespace. */
record Order(String namespace, String name, String region, boolean isPublished) {

  /** Everywhere to be had on demand, as far as the emulator is concerned. */
  static final String MODEL = "anthropic.claude-3-haiku-20240307-v1:0";

  static final String PATH = "/apis/bedrock-operator.io/v1alpha1/namespaces/%s/inferenceprofiles";

  Order(String namespace, String name, String region) {
    this(namespace, name, region, false);
  }

  static List<Order> many(int count, String namespace, String region) {
    return IntStream.range(0, count)
        .mapToObj(index -> new Order(namespace, "profile-" + index, region))
        .toList();
  }

  /** The same, with a ConfigMap of the default keys. */
  Order published() {
    return new Order(namespace, name, region, true);
  }

  String key() {
    return namespace + "/" + name;
  }

  String collection() {
    return PATH.formatted(namespace);
  }

  String path() {
    return collection() + "/" + name;
  }

  /** What a team would apply: two tags, and no knob. */
  String json() {
    return """
    {"apiVersion": "bedrock-operator.io/v1alpha1", "kind": "InferenceProfile",
     "metadata": {"namespace": "%1$s", "name": "%2$s"},
     "spec": {
       "inferenceProfileName": "%1$s-%2$s",
       "modelSource": {"copyFrom": "arn:aws:bedrock:%3$s::foundation-model/%4$s"},
       "tags": [{"key": "team", "value": "%1$s"}, {"key": "cost-center", "value": "4711"}]%5$s}}
    """
        .formatted(namespace, name, region, MODEL, isPublished ? publish() : "");
  }

  private String publish() {
    return ", \"publish\": {\"configMap\": {\"name\": \"%s\"}}".formatted(name);
  }
}
