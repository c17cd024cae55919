package io.bedrockoperator.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.dev.crd.ShippedCrd;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The shipped CRD, but without some fields, and what an API server makes of it. */
public final class OlderCrd {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode definition;

  private OlderCrd(JsonNode definition) {
    this.definition = definition;
  }

  public static OlderCrd complete() {
    try {
      return new OlderCrd(new YAMLMapper().readTree(ShippedCrd.INFERENCE_PROFILE.file().toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A path such as {@code status.error.code} names a field. */
  public static OlderCrd without(String... fields) {
    var crd = complete();
    Stream.of(fields).map(field -> List.of(field.split("\\."))).forEach(crd::remove);
    return crd;
  }

  private void remove(List<String> path) {
    var parent = schema();
    for (var name : path.subList(0, path.size() - 1)) {
      parent = fieldsOf(parent).path(name);
    }
    ((ObjectNode) fieldsOf(parent)).remove(path.getLast());
  }

  /** Of spec and status, at every depth. */
  public static List<String> fields() {
    var root = complete().schema();
    return Stream.of("spec", "status")
        .flatMap(name -> fields(name, fieldsOf(root).path(name)))
        .toList();
  }

  private static Stream<String> fields(String path, JsonNode schema) {
    return Stream.concat(
        Stream.of(path),
        fieldsOf(schema).properties().stream()
            .flatMap(field -> fields(path + "." + field.getKey(), field.getValue())));
  }

  private static JsonNode fieldsOf(JsonNode schema) {
    return (schema.has("items") ? schema.path("items") : schema).path("properties");
  }

  private JsonNode schema() {
    return definition.path("spec").path("versions").path(0).path("schema").path("openAPIV3Schema");
  }

  /** To be installed. */
  public CustomResourceDefinition resource() {
    return new KubernetesSerialization()
        .unmarshal(definition.toString(), CustomResourceDefinition.class);
  }

  /** What is published of it. */
  public JsonNode openApi() {
    ObjectNode schema = schema().deepCopy();
    schema.set(
        "x-kubernetes-group-version-kind",
        JSON.valueToTree(
            Set.of(
                Map.of(
                    "group", "bedrock-operator.io",
                    "version", "v1alpha1",
                    "kind", "InferenceProfile"))));
    return JSON.valueToTree(
        Map.of(
            "components",
            Map.of(
                "schemas",
                Map.of(
                    "io.k8s.api.Other",
                    Map.of("type", "object"),
                    "io.bedrock-operator.v1alpha1.InferenceProfile",
                    schema))));
  }

  /** What is stored of a status. */
  public InferenceProfileStatus pruned(InferenceProfileStatus status) {
    JsonNode json = JSON.valueToTree(status);
    prune(json, fieldsOf(schema()).path("status"));
    return JSON.convertValue(json, InferenceProfileStatus.class);
  }

  private static void prune(JsonNode json, JsonNode schema) {
    if (json.isArray()) {
      json.forEach(element -> prune(element, schema.path("items")));
    } else if (json instanceof ObjectNode object) {
      object.retain(fieldsOf(schema).properties().stream().map(Map.Entry::getKey).toList());
      object
          .properties()
          .forEach(field -> prune(field.getValue(), fieldsOf(schema).path(field.getKey())));
    }
  }
}
