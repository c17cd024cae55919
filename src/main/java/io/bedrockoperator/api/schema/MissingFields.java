package io.bedrockoperator.api.schema;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of this version's types that a schema lacks. Fields below a missing field are not
 * listed.
 *
 * @param paths the sorted paths, such as {@code status.error.code}
 */
record MissingFields(List<String> paths) {

  static final MissingFields NONE = new MissingFields(List.of());

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Map<String, Type> FIELDS =
      new TreeMap<>(
          Map.of("spec", InferenceProfileSpec.class, "status", InferenceProfileStatus.class));

  /** What the schema of the kind in an OpenAPI v3 document lacks; empty if there is no schema. */
  static Optional<MissingFields> inDocument(JsonNode document) {
    return document.path("components").path("schemas").properties().stream()
        .map(Map.Entry::getValue)
        .filter(MissingFields::describesTheKind)
        .findFirst()
        .map(MissingFields::inSchema);
  }

  private static boolean describesTheKind(JsonNode schema) {
    for (var kind : schema.path("x-kubernetes-group-version-kind")) {
      var version = kind.path("group").asText() + "/" + kind.path("version").asText();
      if (version.equals(HasMetadata.getApiVersion(InferenceProfile.class))
          && kind.path("kind").asText().equals(HasMetadata.getKind(InferenceProfile.class))) {
        return true;
      }
    }
    return false;
  }

  private static MissingFields inSchema(JsonNode schema) {
    var missing = new ArrayList<String>();
    collect("", FIELDS, schema, missing);
    return new MissingFields(List.copyOf(missing));
  }

  private static void collect(
      String parent, Map<String, Type> fields, JsonNode schema, Collection<String> missing) {
    if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      return;
    }
    fields.forEach(
        (name, type) -> {
          var field = schema.path("properties").path(name);
          if (field.isMissingNode()) {
            missing.add(parent + name);
          } else {
            var each = field.has("items") ? field.path("items") : field;
            collect(parent + name + ".", fieldsOf(type), each, missing);
          }
        });
  }

  /** The fields of a type; for a list, those of its elements. */
  private static Map<String, Type> fieldsOf(Type type) {
    return switch (type) {
      case ParameterizedType list when list.getRawType() == List.class ->
          fieldsOf(list.getActualTypeArguments()[0]);
      case Class<?> known when known.isRecord() ->
          Stream.of(known.getRecordComponents())
              .filter(
                  component -> !component.getAccessor().isAnnotationPresent(JsonAnyGetter.class))
              .collect(
                  Collectors.toMap(
                      RecordComponent::getName,
                      RecordComponent::getGenericType,
                      (one, other) -> one,
                      TreeMap::new));
      default -> Map.of();
    };
  }

  boolean containsAnyOf(Collection<String> others) {
    return !Collections.disjoint(paths, others);
  }

  /** What remains of a status after the API server has pruned the fields that it does not know. */
  InferenceProfileStatus keptOf(InferenceProfileStatus status) {
    var inStatus =
        paths.stream()
            .map(path -> List.of(path.split("\\.")))
            .filter(path -> path.size() > 1 && path.getFirst().equals("status"))
            .map(path -> path.subList(1, path.size()))
            .toList();
    if (inStatus.isEmpty()) {
      return status;
    }
    JsonNode json = MAPPER.valueToTree(status);
    inStatus.forEach(path -> remove(path, json));
    return MAPPER.convertValue(json, InferenceProfileStatus.class);
  }

  private static void remove(List<String> path, JsonNode from) {
    if (from.isArray()) {
      from.forEach(element -> remove(path, element));
    } else if (path.size() > 1) {
      remove(path.subList(1, path.size()), from.path(path.getFirst()));
    } else if (from instanceof ObjectNode object) {
      object.remove(path.getFirst());
    }
  }
}
