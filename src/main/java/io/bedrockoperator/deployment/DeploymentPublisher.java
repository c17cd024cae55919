package io.bedrockoperator.deployment;

import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.InferenceProfileDeploymentStatus;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.api.ProfileModel;
import io.bedrockoperator.publish.Publication;
import io.bedrockoperator.publish.PublishedProfile;
import io.bedrockoperator.publish.Publisher;
import io.bedrockoperator.reconcile.ConfigMapPublisher;
import io.bedrockoperator.rollout.ObservedRevision;
import io.bedrockoperator.status.Publishing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Publishes the revision that applications are to use.
 *
 * @param publication what the spec asks for
 * @param holds whether the deployment is still the one that was read
 */
record DeploymentPublisher(
    InferenceProfileDeployment deployment,
    DeploymentStore store,
    Optional<Publication> publication,
    BooleanSupplier holds) {

  private static final String API_VERSION =
      HasMetadata.getApiVersion(InferenceProfileDeployment.class);
  private static final String KIND = HasMetadata.getKind(InferenceProfileDeployment.class);

  /**
   * Publishes the revision, or removes what was published if the spec no longer asks for a
   * publication.
   *
   * @param served the revision to publish; empty while none can be used, in which case what was
   *     published stays
   * @param current the current revision, if it exists
   */
  Publishing follow(Optional<ObservedRevision> served, Optional<ObservedRevision> current) {
    if (publication.isEmpty()) {
      return publisher(holds).withdraw();
    }
    return served
        .map(
            revision ->
                publisher(() -> holds.getAsBoolean() && isThere(revision))
                    .publish(publication.get(), profile(revision)))
        .orElseGet(() -> unserved(current));
  }

  private Publishing unserved(Optional<ObservedRevision> current) {
    var arn =
        Optional.ofNullable(deployment.getStatus())
            .map(InferenceProfileDeploymentStatus::inferenceProfileArn);
    return publisher(holds)
        .unread(current.filter(revision -> revision.arn().equals(arn)).isEmpty());
  }

  /** Reports on what was published before, where the spec is not understood. */
  Publishing unread() {
    return publisher(holds).unread(false);
  }

  /**
   * Whether the revision still has the profile that is to be published. If somebody deleted the
   * revision, its profile goes at any moment.
   */
  private boolean isThere(ObservedRevision revision) {
    return store
        .revision(deployment.getMetadata().getNamespace(), revision.name())
        .map(new RevisionReader(deployment)::read)
        .filter(ObservedRevision::isLiving)
        .filter(now -> now.arn().equals(revision.arn()))
        .isPresent();
  }

  private PublishedProfile profile(ObservedRevision revision) {
    return new PublishedProfile(
        revision.arn().orElseThrow(),
        revision.models().stream().map(ProfileModel::modelArn).flatMap(Stream::ofNullable).toList(),
        revision
            .spec()
            .map(InferenceProfileSpec::modelSource)
            .map(ModelSource::copyFrom)
            .orElse(""),
        deployment.getMetadata().getNamespace(),
        deployment.getMetadata().getName());
  }

  private ConfigMapPublisher publisher(BooleanSupplier stillHolds) {
    return new ConfigMapPublisher(
        store.configMaps(),
        deployment.getMetadata().getNamespace(),
        new Publisher(
            API_VERSION,
            KIND,
            deployment.getMetadata().getName(),
            deployment.getMetadata().getUid()),
        DeploymentReport.published(deployment),
        true,
        configMap -> {},
        stillHolds);
  }
}
