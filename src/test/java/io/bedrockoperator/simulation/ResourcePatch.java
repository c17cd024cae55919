package io.bedrockoperator.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a patch sets, of all that the operator ever writes; anything else is a violation.
 *
 * @param annotations those that it removes are null
 * @param uid as the patch names it, and so expects it
 * @param resourceVersion as the patch names it, and so expects it
 */
record ResourcePatch(
    Optional<String> uid,
    Optional<String> resourceVersion,
    Optional<List<String>> finalizers,
    Optional<Template> template,
    Map<String, JsonNode> annotations,
    Optional<InferenceProfileStatus> status) {

  /** What a deployment makes of its revision. */
  record Template(
      Map<String, String> labels, Map<String, String> annotations, InferenceProfileSpec spec) {}

  private static final String MERGE = "application/merge-patch+json";
  private static final String OPERATIONS = "application/json-patch+json";

  /** Of either type. */
  static ResourcePatch read(String type, String text, KubernetesSerialization json) {
    var patch = json.unmarshal(text, JsonNode.class);
    return switch (type) {
      case MERGE -> merging(patch, json);
      case OPERATIONS -> operating(patch, json);
      default -> throw new Violation("no patch of the operator's: " + type);
    };
  }

  private static ResourcePatch merging(JsonNode patch, KubernetesSerialization json) {
    var set = new TreeMap<String, JsonNode>();
    patch
        .properties()
        .forEach(
            part ->
                part.getValue()
                    .properties()
                    .forEach(
                        field ->
                            set.put(
                                "/%s/%s".formatted(part.getKey(), field.getKey()),
                                field.getValue())));
    return of(set, json);
  }

  private static ResourcePatch operating(JsonNode patch, KubernetesSerialization json) {
    var set = new TreeMap<String, JsonNode>();
    for (var operation : patch) {
      if (!operation.path("op").asText().equals("add")) {
        throw new Violation("no operation of the operator's: " + operation);
      }
      set.put(operation.path("path").asText(), operation.path("value"));
    }
    return of(set, json);
  }

  private static ResourcePatch of(Map<String, JsonNode> set, KubernetesSerialization json) {
    var patch =
        new ResourcePatch(
            take(set, "/metadata/uid").map(JsonNode::asText),
            take(set, "/metadata/resourceVersion").map(JsonNode::asText),
            take(set, "/metadata/finalizers").map(ResourcePatch::texts),
            take(set, "/spec")
                .map(
                    spec ->
                        new Template(
                            texts(set, "/metadata/labels"),
                            texts(set, "/metadata/annotations"),
                            json.convertValue(spec, InferenceProfileSpec.class))),
            take(set, "/metadata/annotations").map(ResourcePatch::fields).orElse(Map.of()),
            take(set, "/status")
                .map(status -> json.convertValue(status, InferenceProfileStatus.class)));
    if (!set.isEmpty()) {
      throw new Violation("the operator writes " + set.keySet());
    }
    return patch;
  }

  private static Optional<JsonNode> take(Map<String, JsonNode> set, String path) {
    return Optional.ofNullable(set.remove(path));
  }

  private static Map<String, String> texts(Map<String, JsonNode> set, String path) {
    var texts = new TreeMap<String, String>();
    take(set, path)
        .orElseThrow(() -> new Violation("the operator does not write " + path))
        .properties()
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    var fields = new TreeMap<String, JsonNode>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }
}
