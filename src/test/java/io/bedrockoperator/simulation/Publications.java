package io.bedrockoperator.simulation;

import static io.bedrockoperator.simulation.SimulatedConfigMaps.controllerOf;
import static io.bedrockoperator.simulation.SimulatedConfigMaps.nameOf;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.Publish;
import io.bedrockoperator.api.PublishConfigMap;
import io.bedrockoperator.api.Published;
import io.bedrockoperator.status.StatusReader;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows what each published ConfigMap has to say, and sees at once when one is half, or somebody
 * else's is touched.
 */
final class Publications {

  static final Map<String, String> TEMPLATES = Map.of("ARN", "$(arn)", "NAME", "$(name)");

  private static final Duration LONGEST_WAY = Duration.ofSeconds(10);

  /**
   * No process can know of a deletion between its read of the profile and its write: another one
   * deletes it, and somebody's deed in the middle of a reconciliation takes a second.
   */
  private static final Duration READ_TO_WRITE = Duration.ofMillis(1500);

  private final VirtualTimeline time;
  private final SimulatedCluster cluster;
  private final SimulatedConfigMaps configMaps;
  private final Ledger ledger;
  private final Set<String> active = new HashSet<>();
  private final Set<String> takenAway = new HashSet<>();
  private final Map<String, Long> deletedAt = new HashMap<>();
  private final Map<String, ConfigMap> strangers = new HashMap<>();

  Publications(SimulatedCluster cluster, Ledger ledger, VirtualTimeline time) {
    this.time = time;
    this.cluster = cluster;
    this.configMaps = cluster.configMaps();
    this.ledger = ledger;
  }

  /** Some process read that profile as ACTIVE. */
  void readActive(String arn) {
    active.add(arn);
  }

  void belongsToStranger(ConfigMap configMap) {
    strangers.put(nameOf(configMap), configMap);
  }

  void leftByStranger(String name) {
    strangers.remove(name);
  }

  /** A process wrote this; invariant 5, at every moment. */
  void written(ConfigMap configMap, long sentAt) {
    var arn = Optional.ofNullable(configMap.getData().get("ARN")).orElse("");
    if (!configMap.getData().keySet().equals(TEMPLATES.keySet()) || !active.contains(arn)) {
      throw new Violation("published half, or before it was ACTIVE: " + configMap.getData());
    }
    var uid = controllerOf(configMap).orElse("");
    if (!ledger.lives(arn) && !takenAway.contains(arn) && !hasJustGone(arn, sentAt)) {
      throw new Violation("published, and gone already: " + arn);
    }
    if (!ledger.mayName(arn, uid) && !observes(uid) && !isOfARevision(arn, uid)) {
      throw new Violation("%s publishes another's profile %s".formatted(uid, arn));
    }
  }

  private boolean hasJustGone(String arn, long sentAt) {
    return deletedAt.containsKey(arn) && sentAt - deletedAt.get(arn) < READ_TO_WRITE.toNanos();
  }

  /** What a revision says of its profile is that one's business, and looked at there. */
  private boolean isOfARevision(String arn, String deployment) {
    return cluster.everything().values().stream()
        .filter(resource -> SimulatedCluster.isOwnedBy(resource, deployment))
        .anyMatch(revision -> StatusReader.record(revision).names(arn));
  }

  /**
   * A process deletes that revision. One that arrives so late may meet a revision that is in use
   * again, since nothing was written to it.
   */
  void revisionGoes(String name, long sentAt) {
    if (time.nanoTime() - sentAt > LONGEST_WAY.toNanos()) {
      cluster
          .get(name)
          .flatMap(revision -> StatusReader.record(revision).arn())
          .ifPresent(this::takenAway);
    }
  }

  /** Somebody deletes a revision, or its profile: it is that one's fault. */
  void takenAway(String arn) {
    takenAway.add(arn);
  }

  /** A process deletes that profile: no deployment may hand it to applications. */
  void mayDelete(String arn) {
    deletedAt.put(arn, time.nanoTime());
    for (var deployment : cluster.deployments().list()) {
      var metadata = deployment.getMetadata();
      for (var configMap : configMaps.controlledBy(metadata.getNamespace(), metadata.getUid())) {
        if (arn.equals(configMap.getData().get("ARN")) && !takenAway.contains(arn)) {
          throw new Violation(
              "%s is being deleted, and %s names it".formatted(arn, nameOf(configMap)));
        }
      }
    }
  }

  private boolean observes(String uid) {
    return Optional.ofNullable(cluster.everything().get(uid))
        .filter(resource -> "Observe".equals(resource.getSpec().managementPolicy()))
        .isPresent();
  }

  /** A process changes or deletes this. */
  void touched(String name, Optional<ConfigMap> before) {
    if (before.filter(is -> is.equals(strangers.get(name))).isPresent()) {
      throw new Violation("the stranger's ConfigMap %s is touched".formatted(name));
    }
  }

  /** Once all is settled. */
  void check() {
    strangers.forEach(
        (name, configMap) -> {
          if (!configMaps.get(name).equals(Optional.of(configMap))) {
            throw new Violation("the stranger's ConfigMap %s is not as it was".formatted(name));
          }
        });
    var living = cluster.list().values().stream().map(is -> is.getMetadata().getUid()).toList();
    for (var configMap : configMaps.list()) {
      var uid = controllerOf(configMap);
      var isStrangers = strangers.containsKey(nameOf(configMap));
      if (uid.isPresent()
          && !living.contains(uid.get())
          && !cluster.deployments().isThere(uid.get())
          && !isStrangers) {
        throw new Violation("%s outlives its resource".formatted(nameOf(configMap)));
      }
    }
    cluster.list().values().forEach(this::check);
  }

  private void check(InferenceProfile resource) {
    if (!Readiness.of(resource).equals(Readiness.AVAILABLE)) {
      return;
    }
    var uid = resource.getMetadata().getUid();
    var names =
        configMaps.controlledBy(resource.getMetadata().getNamespace(), uid).stream()
            .map(SimulatedConfigMaps::nameOf)
            .toList();
    var wanted =
        wanted(resource).map(name -> resource.getMetadata().getNamespace() + "/" + name).stream()
            .toList();
    if (!names.equals(wanted)) {
      throw new Violation("%s wants %s published, and has %s".formatted(uid, wanted, names));
    }
    var told = Optional.ofNullable(resource.getStatus().published()).map(Published::configMap);
    if (!told.equals(wanted(resource))) {
      throw new Violation("%s publishes %s and says %s".formatted(uid, wanted, told));
    }
    for (var configMap : configMaps.controlledBy(resource.getMetadata().getNamespace(), uid)) {
      var arn = resource.getStatus().inferenceProfileArn();
      if (!Optional.ofNullable(configMap.getData().get("ARN")).equals(Optional.ofNullable(arn))) {
        throw new Violation(
            "%s has the profile %s and publishes %s".formatted(uid, arn, configMap.getData()));
      }
    }
  }

  /** The name that the resource publishes under is another's. */
  boolean isInConflict(InferenceProfile resource) {
    return wanted(resource)
        .flatMap(name -> configMaps.get(resource.getMetadata().getNamespace() + "/" + name))
        .filter(is -> !controllerOf(is).equals(Optional.of(resource.getMetadata().getUid())))
        .isPresent();
  }

  private static Optional<String> wanted(InferenceProfile resource) {
    return Optional.ofNullable(resource.getSpec().publish())
        .map(Publish::configMap)
        .map(PublishConfigMap::name);
  }
}
