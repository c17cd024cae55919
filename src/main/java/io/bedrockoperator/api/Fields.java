package io.bedrockoperator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the fields of a JSON object one by one; a field that cannot be read stays in the rest. */
final class Fields {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final boolean exact;
  private final Map<String, JsonNode> rest = new LinkedHashMap<>();

  private Fields(boolean exact) {
    this.exact = exact;
  }

  /**
   * Takes only values that serialize to the JSON that was read: no unknown field, no coercion.
   *
   * @param name the field of the rest that holds the whole JSON if it is not an object
   */
  static Fields exactly(String name, JsonNode json) {
    var fields = new Fields(true);
    if (json.isObject()) {
      fields.put(json);
    } else {
      fields.rest.put(name, json);
    }
    return fields;
  }

  /** Also takes values with unknown fields; JSON that is not an object has no fields. */
  static Fields leniently(JsonNode json) {
    var fields = new Fields(false);
    fields.put(json);
    return fields;
  }

  private void put(JsonNode json) {
    for (var field : json.properties()) {
      // The API server treats a null field as absent.
      if (!field.getValue().isNull()) {
        rest.put(field.getKey(), field.getValue());
      }
    }
  }

  <T> @Nullable T take(String name, Class<T> type) {
    var json = rest.get(name);
    var value = json == null ? null : read(json, type);
    if (value != null) {
      rest.remove(name);
    }
    return value;
  }

  <T> @Nullable List<T> takeList(String name, Class<T> type) {
    var json = rest.get(name);
    if (json == null || !json.isArray()) {
      return null;
    }
    var values = new ArrayList<T>();
    for (var item : json) {
      var value = read(item, type);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    rest.remove(name);
    return values;
  }

  <T> @Nullable Map<String, T> takeMap(String name, Class<T> type) {
    var json = rest.get(name);
    if (json == null || !json.isObject()) {
      return null;
    }
    var values = new LinkedHashMap<String, T>();
    for (var field : json.properties()) {
      var value = read(field.getValue(), type);
      if (value == null) {
        return null;
      }
      values.put(field.getKey(), value);
    }
    rest.remove(name);
    return values;
  }

  Map<String, JsonNode> rest() {
    return rest;
  }

  private <T> @Nullable T read(JsonNode json, Class<T> type) {
    try {
      var value = MAPPER.treeToValue(json, type);
      return exact && !json.equals(MAPPER.valueToTree(value)) ? null : value;
    } catch (JsonProcessingException unreadable) {
      return null;
    }
  }
}
