package io.bedrockoperator.publish;

import io.bedrockoperator.api.Patterns;
import io.bedrockoperator.api.Publish;
import io.bedrockoperator.api.PublishConfigMap;
import io.bedrockoperator.api.PublishMetadata;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code spec.publish}. The CRD rejects what is rejected here; this is for resources that
 * were written while another CRD was in force.
 */
public final class PublicationParser {

  private static final Pattern NAME = Pattern.compile(Patterns.OBJECT_NAME);
  private static final Pattern KEY = Pattern.compile(Patterns.CONFIG_KEY);
  private static final Pattern METADATA_KEY = Pattern.compile(Patterns.METADATA_KEY);
  private static final Pattern RESERVED = Pattern.compile(Patterns.RESERVED_METADATA_KEY);
  private static final Pattern LABEL_VALUE = Pattern.compile(Patterns.LABEL_VALUE);

  private PublicationParser() {}

  /**
   * Returns the publication that the spec asks for. It counts only if no problem was added.
   *
   * @param problems receives a sentence for each mistake
   */
  public static Optional<Publication> read(@Nullable Publish publish, Collection<String> problems) {
    if (publish == null) {
      return Optional.empty();
    }
    var configMap = publish.configMap();
    var name = configMap == null ? null : configMap.name();
    if (configMap == null || name == null || !isName(name)) {
      problems.add(
          "spec.publish.configMap.name must be the name of a ConfigMap, such as chat-bedrock:"
              + " correct it");
      return Optional.empty();
    }
    return Optional.of(
        new Publication(
            name,
            labels(configMap.metadata(), problems),
            annotations(configMap.metadata(), problems),
            templates(configMap.data(), problems)));
  }

  private static boolean isName(String name) {
    return name.length() <= PublishConfigMap.LONGEST_NAME && NAME.matcher(name).matches();
  }

  private static Map<String, String> templates(
      @Nullable Map<String, String> data, Collection<String> problems) {
    if (data == null) {
      return Publication.DEFAULT_TEMPLATES;
    }
    var field = "spec.publish.configMap.data";
    checkCount(field, data, PublishConfigMap.MOST_KEYS, problems);
    new TreeMap<>(data)
        .forEach(
            (key, template) -> {
              var where = field + "[" + key + "]";
              if (key.length() > PublishConfigMap.LONGEST_NAME || !KEY.matcher(key).matches()) {
                problems.add(where + " is no key of a ConfigMap: rename it");
              }
              checkLength(where, template, PublishConfigMap.LONGEST_TEMPLATE, problems);
              Template.unknownPlaceholder(template)
                  .ifPresent(
                      unknown ->
                          problems.add(
                              where
                                  + " has %s, which is no placeholder: correct it, or write $$( for"
                                      .formatted(unknown)
                                  + " $("));
            });
    return data;
  }

  private static Map<String, String> labels(
      @Nullable PublishMetadata metadata, Collection<String> problems) {
    var field = "spec.publish.configMap.metadata.labels";
    var labels = checked(field, metadata == null ? null : metadata.labels(), problems);
    labels.forEach(
        (key, value) -> {
          if (!LABEL_VALUE.matcher(value).matches()) {
            problems.add("%s[%s] is no value of a label: correct it".formatted(field, key));
          }
        });
    return labels;
  }

  private static Map<String, String> annotations(
      @Nullable PublishMetadata metadata, Collection<String> problems) {
    var field = "spec.publish.configMap.metadata.annotations";
    var annotations = checked(field, metadata == null ? null : metadata.annotations(), problems);
    annotations.forEach(
        (key, value) ->
            checkLength(
                "%s[%s]".formatted(field, key),
                value,
                PublishMetadata.LONGEST_ANNOTATION,
                problems));
    return annotations;
  }

  private static Map<String, String> checked(
      String field, @Nullable Map<String, String> metadata, Collection<String> problems) {
    var entries = new TreeMap<>(Objects.requireNonNullElse(metadata, Map.<String, String>of()));
    checkCount(field, entries, PublishMetadata.MOST_KEYS, problems);
    for (var key : entries.keySet()) {
      if (!METADATA_KEY.matcher(key).matches() || RESERVED.matcher(key).find()) {
        problems.add("%s[%s] is a reserved or invalid key: choose another".formatted(field, key));
      }
    }
    return entries;
  }

  private static void checkCount(
      String field, Map<String, String> entries, int most, Collection<String> problems) {
    if (entries.size() > most) {
      problems.add("%s has more than %d keys: remove some".formatted(field, most));
    }
  }

  private static void checkLength(
      String where, String text, int longest, Collection<String> problems) {
    if (text.codePointCount(0, text.length()) > longest) {
      problems.add("%s has more than %d characters: shorten it".formatted(where, longest));
    }
  }
}
