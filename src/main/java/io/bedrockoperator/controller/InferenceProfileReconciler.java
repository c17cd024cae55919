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
 * Where the Java Operator SDK hands over a resource. Finalizer and status are written by the
 * reconciliations themselves, so the SDK is told of every event and never asked to write.
 */
@ControllerConfiguration(
    name = "inferenceprofile",
    triggerReconcilerOnAllEvents = true,
    generationAwareEventProcessing = false)
public final class InferenceProfileReconciler implements Reconciler<InferenceProfile> {

  /** The SDK's timers count in milliseconds and cut off the rest. */
  private static final Duration TIMER_TICK = Duration.ofMillis(1);

  /** By then the SDK is done with the deleted resource. */
  private static final Duration AFTER_DELETION = Duration.ofSeconds(1);

  /**
   * Reconciliations at once. They wait for AWS and for each other's listings most of their time.
   */
  private static final int AT_ONCE = 400;

  /**
   * Requests to the API server at once, which takes 100 on one connection ({@code
   * MaxConcurrentStreams} in its secure_serving.go). The JDK's HTTP client opens no second one and
   * fails what is more; the Kubernetes client then tries again by itself, after up to several
   * seconds. This leaves room for watches, the lease and the events.
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
    // Who watches some namespaces only has no right to watch the namespaces themselves.
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
   * The resources as the watch last showed them, or as this process wrote them since; none before
   * the watch is started.
   */
  public Stream<InferenceProfile> cached() {
    return cache.stream().flatMap(resources -> latest(resources, resources.list()));
  }

  /** The SDK lists what the watch showed; only where it is asked for one, it knows our writes. */
  private static Stream<InferenceProfile> latest(
      Cache<InferenceProfile> resources, Stream<InferenceProfile> listed) {
    return listed.map(
        resource -> resources.get(ResourceID.fromResource(resource)).orElse(resource));
  }

  /** For how long reconciliations wait and none ends; zero while none waits. */
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
      greetTheNext(ResourceID.fromResource(resource), context);
      return UpdateControl.noUpdate();
    }
    var control = UpdateControl.<InferenceProfile>noUpdate();
    turns
        .take(
            resource.getMetadata().getNamespace(),
            () -> reconciler.run(resource, resources(context)))
        .ifPresent(delay -> control.rescheduleAfter(delay.plus(TIMER_TICK)));
    return control;
  }

  /**
   * The SDK hands over the next resource of that name as the deleted one if it came before this
   * reconciliation, and forgets its events with the deleted one's if it came before this one ends.
   */
  private static void greetTheNext(ResourceID name, Context<InferenceProfile> context) {
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

  /** The namespace may have room for one more profile in its account. */
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
          if (accounts.filter(watch -> watch.changed(before, written)).isPresent()) {
            wakeNext(written, context);
          }
        });
  }
}
