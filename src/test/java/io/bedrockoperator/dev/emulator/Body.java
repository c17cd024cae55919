package io.bedrockoperator.dev.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON request body, read member by member; what is absent or of the wrong type is refused. */
final class Body {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode node;

  private Body(JsonNode node) {
    this.node = node;
  }

  /** Of anything but an object every member is absent. */
  static Body parse(String text) {
    try {
      return new Body(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw Refusal.validation("The request body is not JSON.");
    }
  }

  /** For the log, where anything goes. */
  static Body lenient(String text) {
    try {
      return parse(text);
    } catch (Refusal e) {
      return new Body(JsonNodeFactory.instance.objectNode());
    }
  }

  @Nullable String peek(String member) {
    var value = node.get(member);
    return value != null && value.isTextual() ? value.textValue() : null;
  }

  /** The texts in a list; none where there is no list. */
  List<String> peekAll(String member) {
    var texts = new ArrayList<String>();
    node.path(member).forEach(element -> texts.add(element.asText()));
    return texts;
  }

  boolean has(String member) {
    return node.hasNonNull(member);
  }

  String required(String member) {
    var value = optional(member);
    if (value == null) {
      throw Shapes.invalid(member, "must not be null");
    }
    return value;
  }

  /** In JSON, null is as good as absent (restJson1). */
  @Nullable String optional(String member) {
    var value = node.get(member);
    if (value == null || value.isNull()) {
      return null;
    }
    return text(value, member);
  }

  Body requiredObject(String member) {
    var value = node.get(member);
    if (value == null || !value.isObject()) {
      throw Shapes.invalid(member, "must be an object");
    }
    return new Body(value);
  }

  List<RequestTag> tags(boolean required) {
    return list(
        "tags",
        required,
        element -> {
          var tag = new Body(element);
          return new RequestTag(tag.required("key"), tag.required("value"));
        });
  }

  /** Refuses what Converse takes for no message, such as content that is one text. */
  void checkMessages() {
    list(
        "messages",
        true,
        element -> {
          var message = new Body(element);
          message.list("content", true, content -> content);
          return message.required("role");
        });
  }

  List<String> tagKeys() {
    return list("tagKeys", true, element -> text(element, "tagKeys"));
  }

  private <T> List<T> list(String member, boolean required, Function<JsonNode, T> read) {
    var value = node.get(member);
    var absent = value == null || value.isNull();
    if (absent && !required) {
      return List.of();
    }
    if (value == null || !value.isArray()) {
      throw Shapes.invalid(member, "must be a list");
    }
    var list = new ArrayList<T>();
    value.forEach(element -> list.add(read.apply(element)));
    return list;
  }

  private static String text(JsonNode value, String member) {
    if (!value.isTextual()) {
      throw Shapes.invalid(member, "must be a string");
    }
    return value.textValue();
  }
}
