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

/** The fields of one JSON object, taken one by one; a field that cannot be read stays behind. */
final class Fields {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final boolean exact;
  private final Map<String, JsonNode> rest = new LinkedHashMap<>();

  private Fields(boolean exact, String name, JsonNode json) {
    this.exact = exact;
    if (json.isObject()) {
      json.properties().forEach(field -> rest.put(field.getKey(), field.getValue()));
    } else {
      rest.put(name, json);
    }
    // To the API server a field that is null is a field that is absent.
    rest.values().removeIf(JsonNode::isNull);
  }

  /** Takes only values that are, written again, what was read: nothing unknown, nothing coerced. */
  static Fields exactly(String name, JsonNode json) {
    return new Fields(true, name, json);
  }

  /** Takes also values that hold more than is known. */
  static Fields leniently(String name, JsonNode json) {
    return new Fields(false, name, json);
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
