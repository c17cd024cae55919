package io.bedrockoperator.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bedrockoperator.api.Labels;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A digest of everything in a ConfigMap that is the operator's: the whole data, and the labels and
 * annotations that it put there. Labels and annotations that others add do not count.
 */
public final class ContentHash {

  private static final String SEPARATOR = " ";
  private static final String LABEL = "label:";
  private static final String ANNOTATION = "annotation:";
  private static final Set<String> OWN_LABELS = Set.of(Labels.MANAGED_BY, Labels.PUBLISHED_BY);

  private ContentHash() {}

  /**
   * Returns the digest of a ConfigMap as the cluster has it.
   *
   * @param hasBinaryData whether it also holds data that the operator never writes
   */
  public static String of(
      Map<String, String> labels,
      Map<String, String> annotations,
      Map<String, String> data,
      boolean hasBinaryData) {
    // Anybody may have edited the annotation, and may even have repeated a key.
    var named =
        Set.copyOf(
            List.of(annotations.getOrDefault(Labels.PUBLISHED_METADATA, "").split(SEPARATOR, -1)));
    var ownLabels = new HashMap<>(labels);
    ownLabels.keySet().removeIf(key -> !OWN_LABELS.contains(key) && !named.contains(LABEL + key));
    var ownAnnotations = new HashMap<>(annotations);
    ownAnnotations
        .keySet()
        .removeIf(
            key -> !key.equals(Labels.PUBLISHED_METADATA) && !named.contains(ANNOTATION + key));
    return digest(
        List.of(ownLabels, ownAnnotations, data, Map.of("binaryData", "" + hasBinaryData)));
  }

  /** Adds an annotation that names the labels and annotations that the user asked for. */
  static void nameKeys(Collection<String> labels, Map<String, String> annotations) {
    var keys = new TreeSet<String>();
    labels.forEach(key -> keys.add(LABEL + key));
    annotations.keySet().forEach(key -> keys.add(ANNOTATION + key));
    if (!keys.isEmpty()) {
      annotations.put(Labels.PUBLISHED_METADATA, String.join(SEPARATOR, keys));
    }
  }

  private static String digest(List<Map<String, String>> parts) {
    var digest = sha256();
    for (var part : parts) {
      add(digest, Integer.toString(part.size()));
      new TreeMap<>(part)
          .forEach(
              (key, value) -> {
                add(digest, key);
                add(digest, value);
              });
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Adds the length as well, so that no two texts together read like two others. */
  private static void add(MessageDigest digest, String text) {
    var bytes = text.getBytes(UTF_8);
    digest.update("%d:".formatted(bytes.length).getBytes(UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
