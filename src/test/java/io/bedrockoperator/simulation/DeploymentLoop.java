package io.bedrockoperator.simulation;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.deployment.DeploymentParser;
import io.bedrockoperator.deployment.DeploymentReconciler;
import io.bedrockoperator.deployment.DeploymentStore;
import io.bedrockoperator.kubernetes.KubernetesConfigMapStore;
import io.bedrockoperator.kubernetes.KubernetesDeploymentStore;
import io.bedrockoperator.kubernetes.PublishedConfigMaps;
import io.bedrockoperator.reconcile.RequeueDelays;
import io.bedrockoperator.scheduling.FairSemaphore;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** One process's controller of deployments, with the real reconciler and the real store. */
final class DeploymentLoop {

  private static final int AT_ONCE = 16;

  private final Replica replica;
  private final SimulatedDeployments deployments;
  private final VirtualTimeline time;
  private final DeploymentReconciler reconciler;
  private final SimulatedCluster cluster;
  private final Function<String, DeploymentStore> store;
  private final PublishedConfigMaps published =
      new PublishedConfigMaps(InferenceProfileDeployment.class);
  private final Map<String, Set<String>> seen = new HashMap<>();
  private final WorkQueue queue;

  DeploymentLoop(
      Replica replica, SimulatedWorld world, SimulatedApiServer apiServer, RandomGenerator random) {
    this.replica = replica;
    this.cluster = world.cluster();
    this.deployments = cluster.deployments();
    this.time = world.time();
    this.reconciler =
        new DeploymentReconciler(
            new DeploymentParser(Set.of()),
            new RequeueDelays(Duration.ofMinutes(5), random),
            time::wallClock);
    var requests = new FairSemaphore(AT_ONCE, time::nanoTime);
    var client = apiServer.client();
    this.store =
        deployment ->
            new KubernetesDeploymentStore(
                client,
                requests,
                apiServer,
                Optional.of(new KubernetesConfigMapStore(client, requests, published)),
                Set.copyOf(seen.getOrDefault(deployment, Set.of())));
    this.queue = new WorkQueue(time, this::reconcile);
  }

  /** The first list. */
  void start() {
    cluster
        .list()
        .values()
        .forEach(resource -> owners(resource).forEach(owner -> see(owner, resource, false)));
    deployments
        .list()
        .forEach(
            deployment ->
                time.after(
                    Duration.ofMillis(1), () -> wake(SimulatedDeployments.nameOf(deployment))));
  }

  void wake(String name) {
    if (replica.isAlive() && deployments.get(name).isPresent()) {
      queue.run(name);
    }
  }

  private Optional<Duration> reconcile(String name) {
    var slash = name.indexOf('/');
    return replica.isAlive()
        ? reconciler.run(name.substring(0, slash), name.substring(slash + 1), store.apply(name))
        : Optional.empty();
  }

  /** Somebody's, or one of a deployment. */
  void changed(InferenceProfile resource, boolean gone) {
    owners(resource)
        .forEach(
            owner -> {
              see(owner, resource, gone);
              wake(owner);
            });
  }

  private void see(String owner, InferenceProfile resource, boolean gone) {
    var names = seen.computeIfAbsent(owner, unseen -> new TreeSet<>());
    var name = resource.getMetadata().getName();
    var goes = gone || resource.isMarkedForDeletion();
    var unused = goes ? names.remove(name) : names.add(name);
  }

  private static Stream<String> owners(InferenceProfile resource) {
    return resource.getMetadata().getOwnerReferences().stream()
        .map(owner -> resource.getMetadata().getNamespace() + "/" + owner.getName());
  }

  void changed(ConfigMap configMap, boolean gone) {
    var metadata = configMap.getMetadata();
    if (gone) {
      var unused = published.lost(metadata.getNamespace(), metadata.getName(), metadata.getUid());
      deployments.list().forEach(each -> wake(SimulatedDeployments.nameOf(each)));
    } else {
      published
          .saw(KubernetesConfigMapStore.observed(configMap))
          .forEach(owner -> wake(metadata.getNamespace() + "/" + owner.name()));
    }
  }
}
