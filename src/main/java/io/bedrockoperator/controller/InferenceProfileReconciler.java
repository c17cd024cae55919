package io.bedrockoperator.controller;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.kubernetes.EventSink;
import io.bedrockoperator.kubernetes.KubernetesConfigMapStore;
import io.bedrockoperator.kubernetes.KubernetesResourceStore;
import io.bedrockoperator.kubernetes.PublishedConfigMaps;
import io.bedrockoperator.profile.AdoptionPolicy;
import io.bedrockoperator.reconcile.ResourceReconciler;
import io.bedrockoperator.reconcile.ResourceStore;
import io.bedrockoperator.scheduling.FairSemaphore;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The entry point that the Java Operator SDK calls to reconcile a resource. The reconciliations
 * write finalizer and status themselves, so the SDK passes on every event and never writes.
 */
@ControllerConfiguration(
    name = "inferenceprofile",
    triggerReconcilerOnAllEvents = true,
    generationAwareEventProcessing = false)
public final class InferenceProfileReconciler implements Reconciler<InferenceProfile> {

  /** The timers of the SDK count milliseconds and cut off the rest. */
  private static final Duration TIMER_TICK = Duration.ofMillis(1);

  /** By then, the SDK has finished with the deleted resource. */
  private static final Duration AFTER_DELETION = Duration.ofSeconds(1);

  /**
   * Concurrent reconciliations. Most of their time, they wait for AWS and for each other's
   * listings.
   */
  private static final int AT_ONCE = 400;

  /**
   * Concurrent requests to the API server, which accepts 100 on one connection ({@code
   * MaxConcurrentStreams} in its secure_serving.go). The JDK's HTTP client opens no second
   * connection and fails what exceeds the limit; the Kubernetes client then retries by itself,
   * after up to several seconds. This number leaves room for watches, the lease and the events.
   */
  public static final int REQUESTS_AT_ONCE = 64;

  private final FairSemaphore turns = new FairSemaphore(AT_ONCE, System::nanoTime);
  private final FairSemaphore requests = new FairSemaphore(REQUESTS_AT_ONCE, System::nanoTime);
  private final ResourceReconciler reconciler;
  private final EventSink events;
  private final AdoptionPolicy adoptionPolicy;
  private final Optional<PublishedConfigMaps> published;
  private final Optional<AccountWatch> accounts;
  private volatile Optional<Cache<InferenceProfile>> cache = Optional.empty();

  public InferenceProfileReconciler(
      ResourceReconciler reconciler,
      EventSink events,
      AdoptionPolicy adoptionPolicy,
      boolean publishes,
      Optional<AccountWatch> accounts,
      MeterRegistry meters) {
    this.reconciler = reconciler;
    this.events = events;
    this.adoptionPolicy = adoptionPolicy;
    this.published =
        publishes ? Optional.of(new PublishedConfigMaps(InferenceProfile.class)) : Optional.empty();
    this.accounts = accounts;
    turns.show("bedrock_operator_reconcile", meters);
  }

  @Override
  public List<EventSource<?, InferenceProfile>> prepareEventSources(
      EventSourceContext<InferenceProfile> context) {
    cache = Optional.of(context.getPrimaryCache());
    var watched = context.getControllerConfiguration().getInformerConfig();
    var client = context.getClient();
    var sources = new ArrayList<EventSource<?, InferenceProfile>>();
    sources.add(new DriftEventSource(reconciler.resync(), this::cached));
    // An operator that watches only some namespaces has no permission to watch the namespaces
    // themselves.
    if (watched.watchAllNamespaces()
        && (adoptionPolicy == AdoptionPolicy.NAMESPACES || accounts.isPresent())) {
      sources.add(new NamespaceEventSource(client, accounts, this::cached));
    }
    accounts.ifPresent(
        watch -> {
          var resources = context.getPrimaryCache();
          watch.tenants().find(namespace -> latest(resources, resources.list(namespace)));
          sources.add(new AccountEventSource(client, watch, this::cached));
        });
    published.ifPresent(
        configMaps ->
            sources.add(
                new ConfigMapEventSource<>(
                    client,
                    watched.watchAllNamespaces() ? Set.of() : watched.getNamespaces(),
                    () -> cache,
                    PublishingKind.PROFILES,
                    configMaps)));
    return sources;
  }

  /**
   * Returns the resources as the watch last showed them, or as this process wrote them since; none
   * before the watch is started.
   */
  public Stream<InferenceProfile> cached() {
    return cache.stream().flatMap(resources -> latest(resources, resources.list()));
  }

  /**
   * The SDK lists what the watch showed. Only the lookup of a single resource includes the writes
   * of this process.
   */
  private static Stream<InferenceProfile> latest(
      Cache<InferenceProfile> resources, Stream<InferenceProfile> listed) {
    return listed.map(
        resource -> resources.get(ResourceID.fromResource(resource)).orElse(resource));
  }

  /** Returns how long reconciliations have been waiting while none ended; zero while none waits. */
  public Duration standstill() {
    return turns.standstill();
  }

  @Override
  public UpdateControl<InferenceProfile> reconcile(
      InferenceProfile resource, Context<InferenceProfile> context) {
    if (context.isPrimaryResourceDeleted()) {
      reconciler.forget(resource);
      accounts.ifPresent(
          watch -> {
            AccountWatch.accountInUse(resource).ifPresent(watch.used());
            wakeNext(resource, context);
          });
      reconcileSuccessor(ResourceID.fromResource(resource), context);
      return UpdateControl.noUpdate();
    }
    var control = UpdateControl.<InferenceProfile>noUpdate();
    turns
        .take(resource.getMetadata().getNamespace(), () -> run(resource, context))
        .ifPresent(delay -> control.rescheduleAfter(delay.plus(TIMER_TICK)));
    return control;
  }

  private Optional<Duration> run(InferenceProfile resource, Context<InferenceProfile> context) {
    var next = reconciler.run(resource, resources(context));
    if (accounts.isPresent()) {
      context
          .eventSourceRetriever()
          .getControllerEventSource()
          .get(ResourceID.fromResource(resource))
          .filter(now -> ResourceReconciler.leavesSlot(resource, now))
          .ifPresent(now -> wakeNext(now, context));
    }
    return next;
  }

  /**
   * Has the next resource of that name reconciled later. If that one came before this
   * reconciliation, the SDK passed it as the deleted one. If it came before the end of this
   * reconciliation, the SDK forgets its events with those of the deleted one.
   */
  private static void reconcileSuccessor(ResourceID name, Context<InferenceProfile> context) {
    var informer = context.eventSourceRetriever().getControllerEventSource();
    CompletableFuture.delayedExecutor(
            AFTER_DELETION.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
        .execute(
            () ->
                informer
                    .get(name)
                    .ifPresent(
                        next -> informer.eventReceived(ResourceAction.ADDED, next, null, null)));
  }

  /**
   * Has the resources reconciled that wait for a free slot: the namespace may have room for one
   * more profile in its account.
   */
  private void wakeNext(InferenceProfile left, Context<InferenceProfile> context) {
    var informer = context.eventSourceRetriever().getControllerEventSource();
    reconciler
        .nextToCreate(left.getMetadata().getNamespace())
        .forEach(next -> informer.eventReceived(ResourceAction.ADDED, next, null, null));
  }

  private ResourceStore resources(Context<InferenceProfile> context) {
    var informer = context.eventSourceRetriever().getControllerEventSource();
    return new KubernetesResourceStore(
        context.getClient(),
        requests,
        events,
        adoptionPolicy,
        published.map(seen -> new KubernetesConfigMapStore(context.getClient(), requests, seen)),
        (written, before) -> {
          informer.handleRecentResourceUpdate(ResourceID.fromResource(written), written, before);
          accounts.ifPresent(watch -> watch.changed(before, written));
        });
  }
}
