package io.bedrockoperator.controller;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.Labels;
import io.bedrockoperator.deployment.DeploymentReconciler;
import io.bedrockoperator.kubernetes.EventSink;
import io.bedrockoperator.kubernetes.KubernetesConfigMapStore;
import io.bedrockoperator.kubernetes.KubernetesDeploymentStore;
import io.bedrockoperator.kubernetes.PublishedConfigMaps;
import io.bedrockoperator.scheduling.FairSemaphore;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The entry point that the Java Operator SDK calls when a deployment or one of its revisions has
 * changed. The reconciliation reads the present state from the API server, and writes the status
 * itself, so the SDK never writes.
 */
@ControllerConfiguration(
    name = "inferenceprofiledeployment",
    generationAwareEventProcessing = false)
public final class InferenceProfileDeploymentReconciler
    implements Reconciler<InferenceProfileDeployment> {

  /**
   * Concurrent requests to the API server, in addition to those of the other controller: see {@link
   * InferenceProfileReconciler#REQUESTS_AT_ONCE}.
   */
  private static final int REQUESTS_AT_ONCE = 16;

  private final FairSemaphore requests = new FairSemaphore(REQUESTS_AT_ONCE, System::nanoTime);
  private final DeploymentReconciler reconciler;
  private final EventSink events;
  private final Optional<PublishedConfigMaps> published;
  private volatile Optional<Cache<InferenceProfileDeployment>> cache = Optional.empty();

  public InferenceProfileDeploymentReconciler(
      DeploymentReconciler reconciler, EventSink events, boolean publishes) {
    this.reconciler = reconciler;
    this.events = events;
    this.published =
        publishes
            ? Optional.of(new PublishedConfigMaps(InferenceProfileDeployment.class))
            : Optional.empty();
  }

  @Override
  public List<EventSource<?, InferenceProfileDeployment>> prepareEventSources(
      EventSourceContext<InferenceProfileDeployment> context) {
    cache = Optional.of(context.getPrimaryCache());
    var sources = new ArrayList<EventSource<?, InferenceProfileDeployment>>();
    sources.add(new InformerEventSource<>(revisions(), context));
    var watched = context.getControllerConfiguration().getInformerConfig();
    published.ifPresent(
        configMaps ->
            sources.add(
                new ConfigMapEventSource<>(
                    context.getClient(),
                    watched.watchAllNamespaces() ? Set.of() : watched.getNamespaces(),
                    () -> cache,
                    PublishingKind.DEPLOYMENTS,
                    configMaps)));
    return sources;
  }

  /** Returns the resources as the watch last showed them; none before it is started. */
  public Stream<InferenceProfileDeployment> cached() {
    return cache.stream().flatMap(Cache::list);
  }

  private static InformerEventSourceConfiguration<InferenceProfile> revisions() {
    return InformerEventSourceConfiguration.from(
            InferenceProfile.class, InferenceProfileDeployment.class)
        .withLabelSelector(Labels.MANAGED_BY + "=" + Labels.OPERATOR)
        .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(InferenceProfileDeployment.class))
        .withNamespacesInheritedFromController()
        .build();
  }

  @Override
  public UpdateControl<InferenceProfileDeployment> reconcile(
      InferenceProfileDeployment resource, Context<InferenceProfileDeployment> context) {
    var control = UpdateControl.<InferenceProfileDeployment>noUpdate();
    var metadata = resource.getMetadata();
    reconciler
        .run(metadata.getNamespace(), metadata.getName(), store(context))
        .ifPresent(control::rescheduleAfter);
    return control;
  }

  private KubernetesDeploymentStore store(Context<InferenceProfileDeployment> context) {
    var client = context.getClient();
    return new KubernetesDeploymentStore(
        client,
        requests,
        events,
        published.map(seen -> new KubernetesConfigMapStore(client, requests, seen)),
        context.getSecondaryResources(InferenceProfile.class).stream()
            .filter(revision -> !revision.isMarkedForDeletion())
            .map(revision -> revision.getMetadata().getName())
            .collect(Collectors.toUnmodifiableSet()));
  }
}
