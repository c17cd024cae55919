package io.bedrockoperator.simulation;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.InferenceProfileDeploymentSpec;
import io.bedrockoperator.api.InferenceProfileTemplate;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.api.ProfileTemplateSpec;
import io.bedrockoperator.api.Publish;
import io.bedrockoperator.api.PublishConfigMap;
import io.bedrockoperator.status.StatusReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What happens to the one deployment of a schedule, and what has to come of it. */
record Rollout(SimulatedWorld world) {

  static final List<String> MODELS =
      List.of(
          "us.amazon.nova-lite-v1:0",
          "us.amazon.nova-pro-v1:0",
          "us.anthropic.claude-sonnet-4-20250514-v1:0");

  private static final String NAMESPACE = "team-a";
  private static final String NAME = NAMESPACE + "/rollout";

  void apply(Step.Roll roll) {
    var source =
        Manifest.copyFrom(Manifest.REGION).replace(MODELS.getFirst(), MODELS.get(roll.model()));
    deployments()
        .apply(
            NAME,
            new InferenceProfileDeploymentSpec(
                roll.limit(),
                0,
                null,
                new InferenceProfileTemplate(
                    null,
                    new ProfileTemplateSpec(
                        "rollout", null, new ModelSource(source), null, null, null, null)),
                new Publish(new PublishConfigMap("rollout", null, Publications.TEMPLATES)),
                Map.of()));
  }

  void delete() {
    deployments().get(NAME).ifPresent(gone -> revisions(gone).forEach(this::takenAway));
    deployments().delete(NAME);
  }

  void forget() {
    deployments().forgetStatus(NAME);
  }

  /** The one that applications use, if there is one. */
  void deleteRevision(boolean inAws) {
    deployments().get(NAME).stream()
        .flatMap(deployment -> revisions(deployment).stream())
        .filter(revision -> StatusReader.record(revision).arn().isPresent())
        .findFirst()
        .ifPresent(
            revision -> {
              takenAway(revision);
              if (inAws) {
                world.ledger().livingOf(revision.getMetadata().getUid()).stream()
                    .map(held -> held.profile().arn())
                    .forEach(arn -> world.accounts().outsideOf(arn).delete(arn));
              } else {
                world.cluster().delete(SimulatedCluster.nameOf(revision));
              }
            });
  }

  private void takenAway(InferenceProfile revision) {
    StatusReader.record(revision).arn().ifPresent(world.publications()::takenAway);
  }

  /**
   * Once all is settled.
   *
   * @param isLost whether nobody can reach the profile of that revision any more
   */
  void check(Predicate<InferenceProfile> isLost) {
    for (var left : world.cluster().list().values().stream().filter(isLost.negate()).toList()) {
      var owners = left.getMetadata().getOwnerReferences();
      if (owners.stream().anyMatch(owner -> !deployments().isThere(owner.getUid()))) {
        throw new Violation("%s outlives its deployment".formatted(SimulatedCluster.nameOf(left)));
      }
    }
    deployments().list().stream()
        .filter(deployment -> children(deployment).noneMatch(isLost))
        .forEach(this::check);
  }

  private void check(InferenceProfileDeployment deployment) {
    var status = Optional.ofNullable(deployment.getStatus());
    var ready = status.map(is -> is.conditions()).flatMap(all -> Condition.find(all, "Ready"));
    if (ready.filter(is -> "True".equals(is.status())).isEmpty()) {
      throw new Violation("the deployment says %s".formatted(ready));
    }
    var revisions = revisions(deployment);
    var current =
        revisions.stream()
            .filter(
                is ->
                    status
                        .map(told -> told.currentRevision())
                        .equals(Optional.of(is.getMetadata().getName())))
            .findFirst()
            .orElseThrow(() -> new Violation("the current revision is not there"));
    var template = Objects.requireNonNull(deployment.getSpec().template());
    var wanted = Objects.requireNonNull(template.spec()).modelSource();
    if (!Objects.equals(wanted, current.getSpec().modelSource())) {
      throw new Violation("%s is current, and wanted is %s".formatted(current, wanted));
    }
    var limit = Objects.requireNonNull(deployment.getSpec().revisionHistoryLimit());
    if (revisions.size() > limit + 1) {
      throw new Violation("%d revisions are there".formatted(revisions.size()));
    }
    checkPublished(deployment, current);
  }

  private void checkPublished(InferenceProfileDeployment deployment, InferenceProfile current) {
    var arn = StatusReader.record(current).arn();
    var told =
        world
            .cluster()
            .configMaps()
            .controlledBy(NAMESPACE, deployment.getMetadata().getUid())
            .stream()
            .map(configMap -> configMap.getData().get("ARN"))
            .toList();
    if (arn.isEmpty() || !told.equals(List.of(arn.get()))) {
      throw new Violation("%s is published, and current is %s".formatted(told, arn));
    }
  }

  private List<InferenceProfile> revisions(InferenceProfileDeployment deployment) {
    return children(deployment).filter(found -> !found.isMarkedForDeletion()).toList();
  }

  /** Its revisions, and those that are being deleted. */
  private Stream<InferenceProfile> children(InferenceProfileDeployment deployment) {
    var uid = deployment.getMetadata().getUid();
    return world.cluster().list().values().stream()
        .filter(found -> SimulatedCluster.isOwnedBy(found, uid));
  }

  private SimulatedDeployments deployments() {
    return world.cluster().deployments();
  }
}
