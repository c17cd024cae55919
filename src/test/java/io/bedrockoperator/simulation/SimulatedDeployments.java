package io.bedrockoperator.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.InferenceProfileDeploymentSpec;
import io.bedrockoperator.api.InferenceProfileDeploymentStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The InferenceProfileDeployments of the cluster. One is called namespace/name. */
final class SimulatedDeployments {

  private static final int UNPROCESSABLE = 422;

  private final Consumer<String> collector;
  private final Map<String, InferenceProfileDeployment> byName = new LinkedHashMap<>();
  private final List<Consumer<String>> watchers = new ArrayList<>();
  private long version = 2_000_000;
  private long uids;

  /**
   * There are none yet.
   *
   * @param collector hears the uid of each that is gone
   */
  SimulatedDeployments(Consumer<String> collector) {
    this.collector = collector;
  }

  /** Hears the name of each that changes. */
  void watch(Consumer<String> watcher) {
    watchers.add(watcher);
  }

  List<InferenceProfileDeployment> list() {
    return List.copyOf(byName.values());
  }

  Optional<InferenceProfileDeployment> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  static String nameOf(InferenceProfileDeployment deployment) {
    return deployment.getMetadata().getNamespace() + "/" + deployment.getMetadata().getName();
  }

  boolean isThere(String uid) {
    return byName.values().stream().anyMatch(is -> is.getMetadata().getUid().equals(uid));
  }

  void apply(String name, InferenceProfileDeploymentSpec spec) {
    var before = get(name);
    if (before.filter(is -> is.getSpec().equals(spec)).isPresent()) {
      return;
    }
    store(
        name,
        before.map(is -> is.getMetadata().getUid()).orElseGet(() -> "uid-deployment-" + ++uids),
        before.map(is -> is.getMetadata().getGeneration()).orElse(0L) + 1,
        spec,
        before.map(InferenceProfileDeployment::getStatus).orElse(null));
  }

  void forgetStatus(String name) {
    get(name).ifPresent(is -> store(is, null));
  }

  /** A JSON Patch of the status that names uid and version; anything else is a violation. */
  InferenceProfileDeployment patchStatus(
      String name, JsonNode operations, KubernetesSerialization json) {
    var current = get(name).orElseThrow(() -> new ApiRefusal(HttpURLConnection.HTTP_NOT_FOUND));
    var set = new TreeMap<String, JsonNode>();
    operations.forEach(
        operation -> set.put(operation.path("path").asText(), operation.path("value")));
    var expected = current.getMetadata();
    if (!text(set, "/metadata/resourceVersion").equals(expected.getResourceVersion())) {
      throw new ApiRefusal(HttpURLConnection.HTTP_CONFLICT);
    }
    if (!text(set, "/metadata/uid").equals(expected.getUid())) {
      throw new ApiRefusal(UNPROCESSABLE);
    }
    if (set.size() > 3) {
      throw new Violation("the operator writes " + set.keySet());
    }
    return store(
        current, json.convertValue(set.get("/status"), InferenceProfileDeploymentStatus.class));
  }

  private static String text(Map<String, JsonNode> set, String path) {
    return Optional.ofNullable(set.get(path))
        .map(JsonNode::asText)
        .orElseThrow(() -> new Violation("the operator does not write " + path));
  }

  void delete(String name) {
    Optional.ofNullable(byName.remove(name))
        .ifPresent(
            gone -> {
              collector.accept(gone.getMetadata().getUid());
              tell(name);
            });
  }

  private InferenceProfileDeployment store(
      InferenceProfileDeployment current, @Nullable InferenceProfileDeploymentStatus status) {
    return store(
        nameOf(current),
        current.getMetadata().getUid(),
        current.getMetadata().getGeneration(),
        current.getSpec(),
        status);
  }

  private InferenceProfileDeployment store(
      String name,
      String uid,
      long generation,
      InferenceProfileDeploymentSpec spec,
      @Nullable InferenceProfileDeploymentStatus status) {
    var slash = name.indexOf('/');
    var deployment = new InferenceProfileDeployment();
    deployment.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(name.substring(0, slash))
            .withName(name.substring(slash + 1))
            .withUid(uid)
            .withGeneration(generation)
            .withResourceVersion(Long.toString(++version))
            .build());
    deployment.setSpec(spec);
    deployment.setStatus(status);
    byName.put(name, deployment);
    tell(name);
    return deployment;
  }

  private void tell(String name) {
    List.copyOf(watchers).forEach(watcher -> watcher.accept(name));
  }
}
