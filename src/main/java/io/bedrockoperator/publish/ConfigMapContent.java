package io.bedrockoperator.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bedrockoperator.api.Labels;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The whole content of a published ConfigMap: nothing else is left in it. */
public record ConfigMapContent(
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    Map<String, String> data) {

  /** The limit of keys and values, in bytes. The API server accepts no object above 1.5 MiB. */
  static final int LARGEST = 512 * 1024;

  public ConfigMapContent {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    data = Map.copyOf(data);
  }

  /**
   * Renders the content for that profile.
   *
   * @param kind the kind of the resource that publishes it
   * @throws NotPublishable if a placeholder has no value, or the whole is too large
   */
  public static ConfigMapContent render(
      String kind, Publication publication, PublishedProfile profile) throws NotPublishable {
    var data = new TreeMap<String, String>();
    var size = 0;
    for (var template : new TreeMap<>(publication.templates()).entrySet()) {
      var value = Template.render(template.getValue(), profile::valueOf, LARGEST - size);
      size += template.getKey().length() + value.getBytes(UTF_8).length;
      if (size > LARGEST) {
        throw NotPublishable.tooLarge();
      }
      data.put(template.getKey(), value);
    }
    var labels = new HashMap<>(publication.labels());
    labels.put(Labels.MANAGED_BY, Labels.OPERATOR);
    labels.put(Labels.PUBLISHED_BY, Labels.publishedBy(kind, profile.name()));
    var annotations = new HashMap<>(publication.annotations());
    ContentHash.nameKeys(publication.labels().keySet(), annotations);
    return new ConfigMapContent(publication.configMap(), labels, annotations, data);
  }

  /** Returns a hash that is the same for the same content, and for nothing else. */
  public String hash() {
    return ContentHash.of(labels, annotations, data, false);
  }
}
