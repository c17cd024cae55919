package io.bedrockoperator.simulation;

import io.bedrockoperator.account.Tenancy;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.schema.InstalledSchema;
import io.bedrockoperator.aws.sdk.KnownRegions;
import io.bedrockoperator.controller.AccountWatch;
import io.bedrockoperator.controller.InferenceProfileReconciler;
import io.bedrockoperator.kubernetes.Tenants;
import io.bedrockoperator.profile.AdoptionPolicy;
import io.bedrockoperator.profile.OwnAccountPolicy;
import io.bedrockoperator.reconcile.ReconcilerDependencies;
import io.bedrockoperator.reconcile.RequeueDelays;
import io.bedrockoperator.reconcile.ResourceReconciler;
import io.bedrockoperator.reconcile.Resync;
import io.bedrockoperator.reconcile.SpecParser;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceDeleteEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * One process: its reconciler, its timers, its memory, and the rules by which the Java Operator SDK
 * runs passes: one at a time for a resource, again after an event that came meanwhile, later after
 * an exception.
 */
final class Replica implements SimulatedCluster.Watcher {

  private final SimulatedWorld world;
  private final VirtualTimeline time;
  private final SimulatedCluster cluster;
  private final long number;
  private final SplittableRandom random;
  private final InstalledSchema schema;
  private final AccountWatch accountWatch;
  private final ResourceReconciler passes;
  private final InferenceProfileReconciler reconciler;
  private final SimulatedInformer informer;
  private final SimulatedConfigMaps.Watcher configMapWatch = this::configMapChanged;
  private final ResourceEventHandler<ConfigMap> configMaps;
  private final Resync resync;
  private final WorkQueue queue;
  private final DeploymentLoop deployments;
  private int rounds;
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private long nextDelivery;
  private Duration watchLag = Duration.ofMillis(20);
  private boolean alive = true;
  private boolean deaf;

  Replica(SimulatedWorld world, long number) {
    this.world = world;
    this.time = world.time();
    this.cluster = world.cluster();
    this.number = number;
    this.random = new SplittableRandom(number);
    this.schema = new InstalledSchema("1", cluster::openApi);
    var sessions = new SimulatedSessions();
    var tenants = new Tenants();
    var tenancy = new Tenancy(tenants, sessions, sessions, OwnAccountPolicy.WHEN_NO_ACCOUNTS);
    this.accountWatch = new AccountWatch(tenants, tenancy, used -> {});
    this.passes =
        new ResourceReconciler(
            ReconcilerDependencies.of(
                new SimulatedBedrock.Places(world, this),
                tenancy,
                new SpecParser("cluster-1", Optional::empty, KnownRegions.NAMES),
                new RequeueDelays(Duration.ofMinutes(5), random),
                schema,
                time::wallClock,
                time::nanoTime,
                time::advance,
                meters,
                1));
    this.resync = passes.resync();
    var apiServer = new SimulatedApiServer(world, this);
    this.reconciler =
        new InferenceProfileReconciler(
            passes, apiServer, AdoptionPolicy.NAMESPACES, true, Optional.of(accountWatch), meters);
    this.informer = SimulatedInformer.of(reconciler, apiServer.client(), this::heard);
    this.configMaps = informer.configMaps(reconciler);
    this.queue = new WorkQueue(time, this::reconcile);
    this.deployments = new DeploymentLoop(this, world, apiServer, random);
  }

  @Override
  public String toString() {
    return "replica " + number;
  }

  void start() {
    checkSchema();
    world.accounts().watch(this::accountsChanged);
    var unused = accountWatch.relisted(world.accounts().list(), Stream.empty());
    cluster.watch(this);
    cluster.configMaps().watch(configMapWatch);
    cluster.configMaps().list().stream()
        .filter(SimulatedConfigMaps::isLabelled)
        .forEach(
            configMap -> {
              configMaps.onAdd(configMap);
              deployments.changed(configMap, false);
            });
    cluster.deployments().watch(name -> deliver(() -> deployments.wake(name)));
    deployments.start();
    cluster
        .list()
        .forEach(
            (name, resource) -> {
              informer.list(resource);
              time.after(Duration.ofMillis(1), () -> run(name));
            });
    scheduleResync();
  }

  /** As it does from time to time. */
  void checkSchema() {
    schema.check();
  }

  private void scheduleResync() {
    time.after(
        resync.untilNext(),
        () -> {
          if (alive) {
            resync();
            scheduleResync();
          }
        });
  }

  private void resync() {
    rounds++;
    try {
      resync.run(
          informer::watched, resource -> run(SimulatedCluster.nameOf(resource)), Runnable::run);
    } catch (Killed killed) {
      // The process is gone; somebody starts another one.
      return;
    }
  }

  Killed die() {
    alive = false;
    cluster.unwatch(this);
    cluster.configMaps().unwatch(configMapWatch);
    return new Killed();
  }

  /** What it would tell Prometheus. */
  MeterRegistry meters() {
    return meters;
  }

  /** How often it looked at everything that rests. */
  int rounds() {
    return rounds;
  }

  boolean isAlive() {
    return alive;
  }

  /** A call that was under way when the process died comes back to nobody. */
  void assertAlive() {
    if (!alive) {
      throw new Killed();
    }
  }

  /** From now on, its cache follows the cluster, and no event tells of it. */
  void goDeaf() {
    deaf = true;
  }

  void cutWatch(Duration length) {
    watchLag = length;
    time.after(length, () -> watchLag = Duration.ofMillis(20));
  }

  @Override
  public void changed(String name, InferenceProfile resource, boolean gone) {
    deliver(
        () -> {
          informer.see(resource, gone);
          deployments.changed(resource, gone);
        });
  }

  private void accountsChanged() {
    if (alive) {
      deliver(
          () ->
              accountWatch
                  .relisted(world.accounts().list(), informer.watched())
                  .forEach(resource -> run(SimulatedCluster.nameOf(resource))));
    }
  }

  private void configMapChanged(ConfigMap configMap, boolean gone) {
    deliver(
        () -> {
          if (gone) {
            configMaps.onDelete(configMap, false);
          } else {
            configMaps.onUpdate(configMap, configMap);
          }
          deployments.changed(configMap, gone);
        });
  }

  /** A watch may lag, but it never reorders. */
  private void deliver(Runnable event) {
    nextDelivery =
        Math.max(
            nextDelivery, time.nanoTime() + watchLag.plusMillis(random.nextInt(100)).toNanos());
    time.after(
        Duration.ofNanos(nextDelivery - time.nanoTime()),
        () -> {
          if (alive) {
            event.run();
          }
        });
  }

  private void heard(Event event) {
    var name = nameOf(event.getRelatedCustomResourceID());
    if (event instanceof ResourceDeleteEvent deletion) {
      queue.forget(name);
      deletion.getResource().map(InferenceProfile.class::cast).ifPresent(passes::forget);
    } else if (!deaf) {
      run(name);
    }
  }

  private static String nameOf(ResourceID id) {
    return id.getNamespace().orElseThrow() + "/" + id.getName();
  }

  private static ResourceID idOf(String name) {
    var slash = name.indexOf('/');
    return new ResourceID(name.substring(slash + 1), name.substring(0, slash));
  }

  private void run(String name) {
    if (alive && informer.get(idOf(name)).isPresent()) {
      queue.run(name);
    }
  }

  private Optional<Duration> reconcile(String name) {
    return informer
        .get(idOf(name))
        .filter(resource -> alive)
        .flatMap(resource -> reconciler.reconcile(resource, informer.context()).getScheduleDelay())
        .map(Duration::ofMillis);
  }
}
