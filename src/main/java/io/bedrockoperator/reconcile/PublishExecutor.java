package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.publish.PublishedProfile;
import io.bedrockoperator.publish.Publisher;
import io.bedrockoperator.status.Publishing;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusReader;
import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * Writes the ConfigMap that a resource publishes, and removes those that it no longer publishes.
 */
record PublishExecutor(ReconcileContext context) {

  private static final String KIND = HasMetadata.getKind(InferenceProfile.class);
  private static final String API_VERSION = HasMetadata.getApiVersion(InferenceProfile.class);

  /** Publishes a profile that was read from Bedrock and is ACTIVE. */
  Publishing publish(DesiredState desired) {
    return context
        .publication()
        .map(publication -> publisher().publish(publication, profile(desired)))
        .orElseGet(context::publishing);
  }

  private PublishedProfile profile(DesiredState desired) {
    return new PublishedProfile(
        context.record().arn().orElseThrow(),
        context.record().models(),
        desired.profile().copyFrom(),
        namespace(),
        context.resource().getMetadata().getName());
  }

  /** Removes what was published before, because nothing is to be published any more. */
  Publishing withdraw() {
    return publisher().withdraw();
  }

  /**
   * Reports on what was published before, where the profile could not be read.
   *
   * @param outdated whether it names a profile that the resource no longer has
   */
  Publishing unread(boolean outdated) {
    return publisher().unread(outdated);
  }

  private ConfigMapPublisher publisher() {
    return new ConfigMapPublisher(
        context.resources().configMaps(),
        namespace(),
        new Publisher(API_VERSION, KIND, context.resource().getMetadata().getName(), context.uid()),
        StatusReader.published(context.resource()),
        StatusReader.record(context.resource()).arn().isPresent(),
        this::log,
        () -> true);
  }

  private void log(String configMap) {
    new Reporter(context)
        .logDone(
            "published in " + configMap,
            context.record().arn().orElseThrow(),
            Reason.AVAILABLE,
            "");
  }

  private String namespace() {
    return context.resource().getMetadata().getNamespace();
  }
}
