package io.bedrockoperator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The annotation with the keys of the tags that a creation may have put on a profile that no status
 * names yet. It contains the uid of the resource, too, since a backup may restore the annotation in
 * another cluster.
 */
public final class TagKeysOfCreation {

  public static final String ANNOTATION = "bedrock-operator.io/tag-keys-of-creation";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern KEY = Pattern.compile(Patterns.TAG);

  private TagKeysOfCreation() {}

  /** The tag keys in the annotation; none if it is invalid, or was written for another resource. */
  public static Set<String> read(HasMetadata resource) {
    return text(resource)
        .map(TagKeysOfCreation::parsed)
        .filter(json -> json.path("uid").asText().equals(resource.getMetadata().getUid()))
        .map(TagKeysOfCreation::keys)
        .orElse(Set.of());
  }

  public static boolean isOn(HasMetadata resource) {
    return text(resource).isPresent();
  }

  public static String written(String uid, Collection<String> keys) {
    var json = JSON.createObjectNode().put("uid", uid);
    var sorted = json.putArray("keys");
    keys.stream().sorted().forEach(sorted::add);
    return json.toString();
  }

  private static Optional<String> text(HasMetadata resource) {
    Map<String, String> annotations = resource.getMetadata().getAnnotations();
    return Optional.ofNullable(annotations).map(all -> all.get(ANNOTATION));
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notOurs) {
      return JSON.missingNode();
    }
  }

  private static Set<String> keys(JsonNode json) {
    var keys = json.path("keys");
    return keys.isArray() && keys.valueStream().allMatch(TagKeysOfCreation::isTagKey)
        ? keys.valueStream().map(JsonNode::asText).collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  private static boolean isTagKey(JsonNode key) {
    var text = key.asText();
    return key.isTextual()
        && !text.isEmpty()
        && text.length() <= Tag.LONGEST_KEY
        && KEY.matcher(text).matches();
  }
}
