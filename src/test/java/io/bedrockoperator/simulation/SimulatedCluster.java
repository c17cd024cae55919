package io.bedrockoperator.simulation;

import static java.util.function.Predicate.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.crd.OlderCrd;
import io.bedrockoperator.reconcile.Resources;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the API server holds: versions, generations, finalizers, and who is told of changes. A
 * resource is called {@code namespace/name}; without a namespace it is one of {@code team-a}.
 */
final class SimulatedCluster {

  private static final String NAMESPACE = "team-a";
  private static final int UNPROCESSABLE = 422;

  /** Tells of a resource by name: its present state, or its last one and that it is gone. */
  interface Watcher {
    void changed(String name, InferenceProfile resource, boolean gone);
  }

  /** What the CRD gives to a new resource. */
  private static final InferenceProfileStatus DEFAULT_STATUS =
      Resources.status("{\"observedGeneration\": -1}");

  private final VirtualTimeline time;
  private final Map<String, InferenceProfile> resources = new LinkedHashMap<>();
  private final List<Watcher> watchers = new ArrayList<>();
  private final Map<String, InferenceProfile> lastByUid = new HashMap<>();
  private final Map<String, InferenceProfileStatus> firstReportByUid = new HashMap<>();
  private final Set<String> reported = new HashSet<>();
  private final Counts requests = new Counts();
  private final SimulatedConfigMaps configMaps;
  private final SimulatedDeployments deployments = new SimulatedDeployments(this::collect);
  private final Set<String> goneOwners = new HashSet<>();
  private boolean adoptionAllowed = true;
  private Optional<OlderCrd> installed = Optional.empty();
  private boolean publishes = true;
  private long version;
  private long uids;

  SimulatedCluster(VirtualTimeline time) {
    this.time = time;
    this.configMaps = new SimulatedConfigMaps(time);
  }

  SimulatedConfigMaps configMaps() {
    return configMaps;
  }

  SimulatedDeployments deployments() {
    return deployments;
  }

  /** The garbage collector: the deployment of that uid is gone. */
  private void collect(String uid) {
    goneOwners.add(uid);
    configMaps.collect(uid);
    time.after(
        SimulatedConfigMaps.COLLECTION,
        () ->
            list().values().stream()
                .filter(resource -> isOwnedBy(resource, uid))
                .forEach(resource -> delete(nameOf(resource))));
  }

  static boolean isOwnedBy(InferenceProfile resource, String uid) {
    return resource.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> owner.getUid().equals(uid));
  }

  /** As a client sends it. */
  InferenceProfile create(InferenceProfile sent) {
    if (resources.containsKey(nameOf(sent))) {
      throw new ApiRefusal(HttpURLConnection.HTTP_CONFLICT);
    }
    var resource = new InferenceProfile();
    resource.setMetadata(
        new ObjectMetaBuilder(sent.getMetadata())
            .withUid("uid-%s-%d".formatted(sent.getMetadata().getName(), ++uids))
            .withGeneration(1L)
            .build());
    resource.setSpec(sent.getSpec());
    resource.setStatus(DEFAULT_STATUS);
    var created = store(resource);
    goneOwners.stream().filter(uid -> isOwnedBy(created, uid)).forEach(this::collect);
    return created;
  }

  /** If it is still the one that the client means. */
  void delete(String name, DeleteOptions options) {
    var metadata =
        get(name).orElseThrow(() -> new ApiRefusal(HttpURLConnection.HTTP_NOT_FOUND)).getMetadata();
    var expected = options.getPreconditions();
    if (!metadata.getUid().equals(expected.getUid())
        || !metadata.getResourceVersion().equals(expected.getResourceVersion())) {
      throw new ApiRefusal(HttpURLConnection.HTTP_CONFLICT);
    }
    delete(name);
  }

  void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  void unwatch(Watcher watcher) {
    watchers.remove(watcher);
  }

  /** Somebody asks for something that the API server may refuse. */
  void asked(String operation) {
    requests.count(operation);
  }

  Map<String, Integer> requests() {
    return requests.counts();
  }

  void allowAdoption(boolean allowed) {
    adoptionAllowed = allowed;
  }

  boolean allowsAdoption() {
    return adoptionAllowed;
  }

  /** In the order of their creation; that of {@code Map.copyOf} differs from run to run. */
  Map<String, InferenceProfile> list() {
    return new LinkedHashMap<>(resources);
  }

  Optional<InferenceProfile> get(String name) {
    return Optional.ofNullable(resources.get(name.contains("/") ? name : NAMESPACE + "/" + name));
  }

  static String nameOf(InferenceProfile resource) {
    return resource.getMetadata().getNamespace() + "/" + resource.getMetadata().getName();
  }

  /** Every resource that ever was, as it was last, or when the operator let it go. */
  Map<String, InferenceProfile> everything() {
    return Map.copyOf(lastByUid);
  }

  void create(String name, InferenceProfileSpec spec) {
    var resource = new InferenceProfile();
    var slash = name.indexOf('/');
    var simpleName = name.substring(slash + 1);
    resource.setMetadata(
        new ObjectMetaBuilder()
            .withName(simpleName)
            .withNamespace(slash < 0 ? NAMESPACE : name.substring(0, slash))
            .withUid("uid-%s-%d".formatted(simpleName, ++uids))
            .withGeneration(1L)
            .build());
    resource.setSpec(spec);
    resource.setStatus(DEFAULT_STATUS);
    store(resource);
  }

  void changeSpec(String name, UnaryOperator<InferenceProfileSpec> change) {
    get(name)
        .ifPresent(
            resource -> {
              var changed = change.apply(resource.getSpec());
              if (!changed.equals(resource.getSpec())) {
                var copy = copy(resource, meta -> {});
                copy.setSpec(changed);
                copy.getMetadata().setGeneration(resource.getMetadata().getGeneration() + 1);
                store(copy);
              }
            });
  }

  void changeMetadata(String name, Consumer<ObjectMeta> change) {
    get(name).ifPresent(resource -> store(copy(resource, change)));
  }

  /** The first status of that resource that named a profile. */
  Optional<InferenceProfileStatus> firstReport(InferenceProfile resource) {
    return Optional.ofNullable(firstReportByUid.get(resource.getMetadata().getUid()));
  }

  /** Some status named that profile as the one of its resource. */
  boolean wasReported(String arn) {
    return reported.contains(arn);
  }

  InferenceProfile changeStatus(String name, @Nullable InferenceProfileStatus status) {
    if (status != null && status.inferenceProfileArn() != null) {
      reported.add(status.inferenceProfileArn());
      firstReportByUid.putIfAbsent(get(name).orElseThrow().getMetadata().getUid(), status);
    }
    var copy = copy(get(name).orElseThrow(), meta -> {});
    copy.setStatus(status == null ? null : installed.map(crd -> crd.pruned(status)).orElse(status));
    return store(copy);
  }

  /** From now on, fields that this one lacks are nowhere to be seen. */
  void install(OlderCrd crd) {
    installed = Optional.of(crd);
    list().forEach((name, resource) -> changeStatus(name, resource.getStatus()));
  }

  void publishesSchema(boolean publishes) {
    this.publishes = publishes;
  }

  /** What is published of it; nothing before something is installed. */
  Optional<JsonNode> openApi() {
    return installed.filter(crd -> publishes).map(OlderCrd::openApi);
  }

  void delete(String name) {
    get(name)
        .filter(resource -> !resource.isMarkedForDeletion())
        .ifPresent(
            resource ->
                store(
                    copy(
                        resource,
                        meta -> {
                          meta.setDeletionTimestamp(time.wallClock().toString());
                          meta.setGeneration(meta.getGeneration() + 1);
                        })));
  }

  /** Leaves the others alone. */
  InferenceProfile setFinalizer(String name, String finalizer, boolean present) {
    return store(
        copy(
            get(name).orElseThrow(),
            meta -> {
              var finalizers = new TreeSet<>(meta.getFinalizers());
              var unused = present ? finalizers.add(finalizer) : finalizers.remove(finalizer);
              meta.setFinalizers(List.copyOf(finalizers));
            }));
  }

  /** What a patch of the resource itself changes; the status is not part of it. */
  InferenceProfile patch(String name, ResourcePatch patch) {
    var current = expected(name, patch);
    return patch
        .template()
        .map(template -> withTemplate(current, template))
        .orElseGet(() -> withMetadata(current, patch));
  }

  private InferenceProfile withTemplate(
      InferenceProfile resource, ResourcePatch.Template template) {
    var changed =
        copy(
            resource,
            metadata -> {
              metadata.setLabels(template.labels());
              metadata.setAnnotations(template.annotations());
              if (!template.spec().equals(resource.getSpec())) {
                metadata.setGeneration(metadata.getGeneration() + 1);
              }
            });
    changed.setSpec(template.spec());
    return store(changed);
  }

  private InferenceProfile withMetadata(InferenceProfile current, ResourcePatch patch) {
    var finalizers = patch.finalizers().orElse(current.getMetadata().getFinalizers());
    if (current.isMarkedForDeletion()
        && !current.getMetadata().getFinalizers().containsAll(finalizers)) {
      throw new ApiRefusal(UNPROCESSABLE);
    }
    return store(
        copy(
            current,
            meta -> {
              meta.setFinalizers(finalizers);
              patch.annotations().forEach((key, value) -> annotate(meta, key, value));
            }));
  }

  private static void annotate(ObjectMeta metadata, String key, JsonNode value) {
    if (value.isNull()) {
      metadata.getAnnotations().remove(key);
    } else {
      metadata.getAnnotations().put(key, value.asText());
    }
  }

  /** What a patch of the subresource changes; only the status is part of it. */
  InferenceProfile patchStatus(String name, ResourcePatch patch) {
    var current = expected(name, patch);
    return patch.status().map(status -> changeStatus(name, status)).orElse(current);
  }

  /** A patch that names a version holds for it only; a uid never changes. */
  private InferenceProfile expected(String name, ResourcePatch patch) {
    var current = get(name).orElseThrow(() -> new ApiRefusal(HttpURLConnection.HTTP_NOT_FOUND));
    var metadata = current.getMetadata();
    if (patch.resourceVersion().filter(not(metadata.getResourceVersion()::equals)).isPresent()) {
      throw new ApiRefusal(HttpURLConnection.HTTP_CONFLICT);
    }
    if (patch.uid().filter(not(metadata.getUid()::equals)).isPresent()) {
      throw new ApiRefusal(UNPROCESSABLE);
    }
    return current;
  }

  /** What changes nothing makes no version, and nobody is told. */
  private InferenceProfile store(InferenceProfile resource) {
    var name = nameOf(resource);
    var before = resources.get(name);
    if (before != null && isSame(before, resource)) {
      return before;
    }
    lastByUid.merge(
        resource.getMetadata().getUid(), resource, (last, next) -> isLetGo(last) ? last : next);
    var gone = resource.isMarkedForDeletion() && resource.getMetadata().getFinalizers().isEmpty();
    resource.getMetadata().setResourceVersion(Long.toString(++version));
    if (gone) {
      resources.remove(name);
      configMaps.collect(resource.getMetadata().getUid());
    } else {
      resources.put(name, resource);
    }
    List.copyOf(watchers).forEach(watcher -> watcher.changed(name, resource, gone));
    return resource;
  }

  /** Others may hold it still, and edit it. */
  private static boolean isLetGo(InferenceProfile resource) {
    return resource.isMarkedForDeletion() && !resource.hasFinalizer(InferenceProfile.FINALIZER);
  }

  private static boolean isSame(InferenceProfile one, InferenceProfile other) {
    return one.getMetadata().equals(other.getMetadata())
        && one.getSpec().equals(other.getSpec())
        && Objects.equals(one.getStatus(), other.getStatus());
  }

  private static InferenceProfile copy(InferenceProfile resource, Consumer<ObjectMeta> change) {
    var copy = new InferenceProfile();
    var metadata = new ObjectMetaBuilder(resource.getMetadata()).build();
    change.accept(metadata);
    copy.setMetadata(metadata);
    copy.setSpec(resource.getSpec());
    copy.setStatus(resource.getStatus());
    return copy;
  }
}
