package io.bedrockoperator.deployment;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.InferenceProfileDeploymentSpec;
import io.bedrockoperator.api.InferenceProfileDeploymentStatus;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.Labels;
import io.bedrockoperator.reconcile.ConfigMapStore;
import io.bedrockoperator.reconcile.ResourceEvent;
import io.bedrockoperator.rollout.DesiredRevision;
import io.bedrockoperator.rollout.ObservedRevision;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One deployment and the InferenceProfiles of its namespace, with the same checks. */
final class ClusterInMemory implements DeploymentStore {

  static final String NAMESPACE = "team-a";
  static final String NAME = "chat";

  private final TreeMap<String, InferenceProfile> profiles = new TreeMap<>();
  private final Weather weather;
  private final ConfigMapsInMemory configMaps;
  private InferenceProfileDeployment deployment = new InferenceProfileDeployment();
  private boolean publishes = true;
  private boolean keepsRevisions;
  private int version;

  ClusterInMemory(Weather weather) {
    this.weather = weather;
    this.configMaps = new ConfigMapsInMemory(weather);
  }

  InferenceProfileDeployment deployment() {
    return deployment;
  }

  ConfigMapsInMemory held() {
    return configMaps;
  }

  /** The operator is set not to publish. */
  void publishNothing() {
    publishes = false;
  }

  List<InferenceProfile> profiles() {
    return List.copyOf(profiles.values());
  }

  void apply(InferenceProfileDeploymentSpec spec) {
    var before = Optional.ofNullable(deployment.getMetadata().getGeneration()).orElse(0L);
    write(
        new ObjectMetaBuilder()
            .withName(NAME)
            .withNamespace(NAMESPACE)
            .withUid("uid-of-the-deployment")
            .withGeneration(before + 1)
            .build(),
        spec,
        deployment.getStatus());
  }

  /** As a backup has it, or not at all. */
  void restore(@Nullable InferenceProfileDeploymentStatus status) {
    write(deployment.getMetadata(), deployment.getSpec(), status);
  }

  private void write(
      ObjectMeta metadata,
      InferenceProfileDeploymentSpec spec,
      @Nullable InferenceProfileDeploymentStatus status) {
    var written = new InferenceProfileDeployment();
    written.setMetadata(new ObjectMetaBuilder(metadata).withResourceVersion(nextVersion()).build());
    written.setSpec(spec);
    written.setStatus(status);
    deployment = written;
  }

  private String nextVersion() {
    version++;
    return Integer.toString(version);
  }

  /** A new one, of nobody. */
  void putStrangers(String name, InferenceProfileSpec spec) {
    if (!profiles.containsKey(name)) {
      put(metadata(name).build(), spec, null);
    }
  }

  private ObjectMetaBuilder metadata(String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(NAMESPACE)
        .withUid("uid-" + nextVersion())
        .withGeneration(1L);
  }

  void put(
      ObjectMeta metadata, InferenceProfileSpec spec, @Nullable InferenceProfileStatus status) {
    var resource = new InferenceProfile();
    resource.setMetadata(
        new ObjectMetaBuilder(metadata).withResourceVersion(nextVersion()).build());
    resource.setSpec(spec);
    resource.setStatus(status);
    profiles.put(metadata.getName(), resource);
  }

  void terminate(InferenceProfile found) {
    put(
        new ObjectMetaBuilder(found.getMetadata())
            .withDeletionTimestamp("2026-01-01T00:00:00Z")
            .build(),
        found.getSpec(),
        found.getStatus());
  }

  void remove(InferenceProfile found) {
    profiles.remove(found.getMetadata().getName());
  }

  @Override
  public Optional<InferenceProfileDeployment> read(String namespace, String name) {
    return Optional.of(deployment);
  }

  @Override
  public List<InferenceProfile> revisions(InferenceProfileDeployment of) {
    return profiles.values().stream()
        .filter(found -> !found.getMetadata().getOwnerReferences().isEmpty())
        .filter(
            found -> Labels.OPERATOR.equals(found.getMetadata().getLabels().get(Labels.MANAGED_BY)))
        .toList();
  }

  @Override
  public Optional<InferenceProfile> revision(String namespace, String name) {
    return Optional.ofNullable(profiles.get(name));
  }

  @Override
  public Answer create(InferenceProfileDeployment of, DesiredRevision revision) {
    return written(
        () -> {
          if (profiles.containsKey(revision.name())) {
            return new Changed();
          }
          put(
              metadata(revision.name())
                  .withLabels(revision.labels())
                  .withAnnotations(revision.annotations())
                  .addNewOwnerReference()
                  .withApiVersion(of.getApiVersion())
                  .withKind(of.getKind())
                  .withName(NAME)
                  .withUid(of.getMetadata().getUid())
                  .withController(true)
                  .endOwnerReference()
                  .build(),
              revision.spec(),
              null);
          return new Written();
        });
  }

  @Override
  public Answer update(
      InferenceProfileDeployment of, ObservedRevision current, DesiredRevision to) {
    return written(
        () ->
            unchanged(current)
                .<Answer>map(
                    found -> {
                      change(found, to);
                      return new Written();
                    })
                .orElseGet(Changed::new));
  }

  private void change(InferenceProfile found, DesiredRevision to) {
    var labels = new HashMap<>(found.getMetadata().getLabels());
    labels.putAll(to.labels());
    edit(
        new ObjectMetaBuilder(found.getMetadata()).withLabels(labels).build(),
        to.spec(),
        found.getStatus());
  }

  void edit(
      ObjectMeta metadata, InferenceProfileSpec spec, @Nullable InferenceProfileStatus status) {
    put(
        new ObjectMetaBuilder(metadata).withGeneration(metadata.getGeneration() + 1).build(),
        spec,
        status);
  }

  /** From now on, a policy keeps them. */
  void refuseDeletions() {
    keepsRevisions = true;
  }

  @Override
  public Answer delete(InferenceProfileDeployment of, ObservedRevision current) {
    if (keepsRevisions) {
      return new Refused("kept by a policy");
    }
    return written(
        () ->
            unchanged(current)
                .<Answer>map(
                    found -> {
                      terminate(found);
                      return new Written();
                    })
                .orElseGet(Changed::new));
  }

  private Optional<InferenceProfile> unchanged(ObservedRevision current) {
    return Optional.ofNullable(profiles.get(current.name()))
        .filter(found -> current.uid().equals(found.getMetadata().getUid()))
        .filter(found -> current.version().equals(found.getMetadata().getResourceVersion()));
  }

  @Override
  public Answer writeStatus(
      InferenceProfileDeployment of, InferenceProfileDeploymentStatus status) {
    return written(
        () -> {
          if (!Objects.equals(
              of.getMetadata().getResourceVersion(),
              deployment.getMetadata().getResourceVersion())) {
            return new Changed();
          }
          write(deployment.getMetadata(), deployment.getSpec(), status);
          return new Written();
        });
  }

  private Answer written(Supplier<Answer> write) {
    weather.before();
    var answer = write.get();
    weather.after();
    return answer;
  }

  @Override
  public Optional<ConfigMapStore> configMaps() {
    return Optional.<ConfigMapStore>of(configMaps).filter(unused -> publishes);
  }

  @Override
  public void announce(InferenceProfileDeployment of, ResourceEvent announcement) {}
}
