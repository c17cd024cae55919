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
 * The annotation that says which tags a creation may have put on a profile that no status names
 * yet. It names the resource too, since a backup may bring it along from another cluster.
 */
public final class TagKeysOfCreation {

  public static final String ANNOTATION = "bedrock-operator.io/tag-keys-of-creation";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern KEY = Pattern.compile(Patterns.TAG);

  private TagKeysOfCreation() {}

  /** What the annotation says of this resource; what nobody can have written for it, is absent. */
  public static Set<String> read(HasMetadata resource) {
    return text(resource)
        .map(TagKeysOfCreation::parsed)
        .filter(said -> said.path("uid").asText().equals(resource.getMetadata().getUid()))
        .map(TagKeysOfCreation::keys)
        .orElse(Set.of());
  }

  public static boolean isOn(HasMetadata resource) {
    return text(resource).isPresent();
  }

  public static String written(String uid, Collection<String> keys) {
    var said = JSON.createObjectNode().put("uid", uid);
    var sorted = said.putArray("keys");
    keys.stream().sorted().forEach(sorted::add);
    return said.toString();
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

  private static Set<String> keys(JsonNode said) {
    var keys = said.path("keys");
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
