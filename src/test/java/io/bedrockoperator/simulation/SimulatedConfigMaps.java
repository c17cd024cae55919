package io.bedrockoperator.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockoperator.api.Labels;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The ConfigMaps of the cluster, and the garbage collector. One is called namespace/name. */
final class SimulatedConfigMaps {

  /** Tells of what carries the label, as a watch with a selector does. */
  interface Watcher {
    void changed(ConfigMap configMap, boolean gone);
  }

  private static final int UNPROCESSABLE = 422;

  /** A namespace without resources. */
  static final String FORGERS = "team-c";

  static final Duration COLLECTION = Duration.ofSeconds(2);

  private final VirtualTimeline time;
  private final Map<String, ConfigMap> byName = new LinkedHashMap<>();
  private UnaryOperator<ConfigMap> webhook = UnaryOperator.identity();
  private final List<Watcher> watchers = new ArrayList<>();
  private final Set<String> goneUids = new HashSet<>();
  private long version = 1_000_000;
  private long uids;

  SimulatedConfigMaps(VirtualTimeline time) {
    this.time = time;
  }

  void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  /** From now on, everything that is written passes through this. */
  void admit(UnaryOperator<ConfigMap> change) {
    webhook = change;
  }

  void unwatch(Watcher watcher) {
    watchers.remove(watcher);
  }

  static String nameOf(ConfigMap configMap) {
    return configMap.getMetadata().getNamespace() + "/" + configMap.getMetadata().getName();
  }

  /** By the owner reference. */
  static Optional<String> controllerOf(ConfigMap configMap) {
    return configMap.getMetadata().getOwnerReferences().stream()
        .filter(reference -> Boolean.TRUE.equals(reference.getController()))
        .map(OwnerReference::getUid)
        .findFirst();
  }

  static boolean isLabelled(ConfigMap configMap) {
    var labels = configMap.getMetadata().getLabels();
    return labels != null && labels.containsKey(Labels.PUBLISHED_BY);
  }

  List<ConfigMap> list() {
    return List.copyOf(byName.values());
  }

  List<ConfigMap> controlledBy(String namespace, String uid) {
    return list().stream()
        .filter(is -> is.getMetadata().getNamespace().equals(namespace))
        .filter(is -> controllerOf(is).equals(Optional.of(uid)))
        .toList();
  }

  Optional<ConfigMap> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  ConfigMap create(ConfigMap configMap) {
    if (byName.containsKey(nameOf(configMap))) {
      throw new ApiRefusal(HttpURLConnection.HTTP_CONFLICT);
    }
    var created =
        store(
            new ConfigMapBuilder(configMap)
                .editMetadata()
                .withUid("uid-configmap-" + ++uids)
                .endMetadata()
                .build());
    controllerOf(created).filter(goneUids::contains).ifPresent(this::collect);
    return created;
  }

  /** A JSON Patch that sets whole fields; anything else is a violation. */
  ConfigMap patch(String name, JsonNode operations, KubernetesSerialization json) {
    var current = existing(name);
    var set = new TreeMap<String, JsonNode>();
    operations.forEach(
        operation -> {
          if (!operation.path("op").asText().equals("add")) {
            throw new Violation("no operation of the operator's: " + operation);
          }
          set.put(operation.path("path").asText(), operation.path("value"));
        });
    var version = take(set, "/metadata/resourceVersion").asText();
    if (!version.equals(current.getMetadata().getResourceVersion())) {
      throw new ApiRefusal(HttpURLConnection.HTTP_CONFLICT);
    }
    if (!take(set, "/metadata/uid").asText().equals(current.getMetadata().getUid())) {
      throw new ApiRefusal(UNPROCESSABLE);
    }
    ConfigMap patched =
        json.unmarshal("{\"metadata\": %s}".formatted(metadata(set)), ConfigMap.class);
    Map<?, ?> data = json.convertValue(take(set, "/data"), Map.class);
    if (!take(set, "/binaryData").isEmpty() || !set.isEmpty()) {
      throw new Violation("the operator writes " + set);
    }
    if (Boolean.TRUE.equals(current.getImmutable()) && !texts(data).equals(current.getData())) {
      throw new ApiRefusal(UNPROCESSABLE);
    }
    return store(
        new ConfigMapBuilder(current)
            .editMetadata()
            .withLabels(patched.getMetadata().getLabels())
            .withAnnotations(patched.getMetadata().getAnnotations())
            .withOwnerReferences(patched.getMetadata().getOwnerReferences())
            .endMetadata()
            .withData(texts(data))
            .build());
  }

  private static JsonNode take(Map<String, JsonNode> set, String path) {
    return Optional.ofNullable(set.remove(path))
        .orElseThrow(() -> new Violation("the operator does not write " + path));
  }

  private static String metadata(Map<String, JsonNode> set) {
    return "{\"labels\": %s, \"annotations\": %s, \"ownerReferences\": %s}"
        .formatted(
            take(set, "/metadata/labels"),
            take(set, "/metadata/annotations"),
            take(set, "/metadata/ownerReferences"));
  }

  private static Map<String, String> texts(Map<?, ?> data) {
    var texts = new TreeMap<String, String>();
    data.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
    return texts;
  }

  void delete(String name, DeleteOptions options) {
    var metadata = existing(name).getMetadata();
    var expected = options.getPreconditions();
    if (!metadata.getUid().equals(expected.getUid())
        || !metadata.getResourceVersion().equals(expected.getResourceVersion())) {
      throw new ApiRefusal(HttpURLConnection.HTTP_CONFLICT);
    }
    remove(name);
  }

  /** Somebody replaces what is there, with or without rights. */
  void put(ConfigMap configMap) {
    store(configMap);
  }

  void remove(String name) {
    Optional.ofNullable(byName.remove(name))
        .filter(SimulatedConfigMaps::isLabelled)
        .ifPresent(gone -> tell(gone, true));
  }

  /** The resource of that uid is gone. */
  void collect(String uid) {
    goneUids.add(uid);
    time.after(
        COLLECTION,
        () ->
            list().stream()
                .filter(is -> controllerOf(is).equals(Optional.of(uid)))
                // A forged one would go at once; as it is, everybody has time to fall for it.
                .filter(is -> !is.getMetadata().getNamespace().equals(FORGERS))
                .forEach(configMap -> remove(nameOf(configMap))));
  }

  private ConfigMap existing(String name) {
    return get(name).orElseThrow(() -> new ApiRefusal(HttpURLConnection.HTTP_NOT_FOUND));
  }

  private ConfigMap store(ConfigMap sent) {
    var configMap = webhook.apply(sent);
    var before = byName.get(nameOf(configMap));
    if (before != null && isSame(before, configMap)) {
      return before;
    }
    var stored =
        new ConfigMapBuilder(configMap)
            .editMetadata()
            .withResourceVersion(Long.toString(++version))
            .endMetadata()
            .build();
    byName.put(nameOf(stored), stored);
    if (isLabelled(stored)) {
      tell(stored, false);
    } else if (before != null && isLabelled(before)) {
      tell(stored, true);
    }
    return stored;
  }

  private static boolean isSame(ConfigMap one, ConfigMap other) {
    return one.getMetadata().equals(other.getMetadata())
        && Objects.equals(one.getData(), other.getData())
        && Objects.equals(one.getImmutable(), other.getImmutable());
  }

  private void tell(ConfigMap configMap, boolean gone) {
    List.copyOf(watchers).forEach(watcher -> watcher.changed(configMap, gone));
  }
}
