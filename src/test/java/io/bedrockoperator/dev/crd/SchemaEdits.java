package io.bedrockoperator.dev.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What no annotation can say of a schema. */
final class SchemaEdits {

  private SchemaEdits() {}

  static JSONSchemaProps field(JSONSchemaProps schema, String name) {
    return Objects.requireNonNull(schema.getProperties().get(name), name);
  }

  static JSONSchemaProps items(JSONSchemaProps list) {
    return list.getItems().getSchema();
  }

  /** Two appliers can then own an item each. */
  static void mapBy(String key, JSONSchemaProps list) {
    list.setXKubernetesListType("map");
    list.setXKubernetesListMapKeys(List.of(key));
  }

  /** A list of texts, none of them twice. */
  static void distinct(JSONSchemaProps list, int longest) {
    list.setXKubernetesListType("set");
    items(list).setMaxLength((long) longest);
  }

  static void values(JSONSchemaProps text, String... values) {
    text.setEnum(Stream.of(values).<JsonNode>map(TextNode::valueOf).toList());
  }

  /** Bounds a map from text to text, and returns the schema of its values. */
  static JSONSchemaProps bound(JSONSchemaProps map, int mostKeys, int longestValue) {
    map.setMaxProperties((long) mostKeys);
    var value = map.getAdditionalProperties().getSchema();
    value.setMaxLength((long) longestValue);
    return value;
  }

  static void completeConditions(JSONSchemaProps conditions) {
    mapBy("type", conditions);
    var condition = items(conditions);
    values(field(condition, "status"), "True", "False", "Unknown");
    field(condition, "observedGeneration").setFormat("int64");
    field(condition, "lastTransitionTime").setFormat("date-time");
  }
}
