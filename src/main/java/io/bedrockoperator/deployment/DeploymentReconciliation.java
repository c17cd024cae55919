package io.bedrockoperator.deployment;

import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.publish.ObservedConfigMap;
import io.bedrockoperator.publish.Publication;
import io.bedrockoperator.reconcile.ParseResult;
import io.bedrockoperator.rollout.ObservedRevision;
import io.bedrockoperator.rollout.RolloutInput;
import io.bedrockoperator.rollout.RolloutPlanner;
import io.bedrockoperator.rollout.RolloutRecord;
import io.bedrockoperator.status.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reconciliation of one deployment: gather, plan, execute, report. */
record DeploymentReconciliation(
    DeploymentReconciler reconciler, InferenceProfileDeployment deployment, DeploymentStore store) {

  Optional<Duration> run() {
    var record = RolloutRecords.read(deployment);
    return switch (reconciler.parser().read(deployment)) {
      case ParseResult.NotUnderstood<ParsedDeployment>(String message) -> {
        var executor =
            new RolloutExecutor(
                reconciler,
                deployment,
                store,
                read(known(record)),
                record,
                reconciler.clock().instant());
        yield executor.end(RolloutOutcome.of(Reason.INVALID_SPEC, message));
      }
      case ParseResult.Understood<ParsedDeployment>(ParsedDeployment spec) -> roll(spec, record);
    };
  }

  private Optional<Duration> roll(ParsedDeployment spec, RolloutRecord record) {
    var wanted = spec.desired().name();
    var revisions = read(Stream.concat(Stream.of(wanted), known(record)));
    var now = reconciler.clock().instant();
    var input =
        new RolloutInput(
            spec.desired(),
            spec.historyLimit(),
            spec.retention(),
            spec.paused(),
            revisions,
            record,
            published(revisions, record, spec),
            now);
    return new RolloutExecutor(reconciler, deployment, store, revisions, record, now)
        .execute(RolloutPlanner.plan(input), input, spec);
  }

  /**
   * The recorded revisions are read by name, because a watch shows them only while they have their
   * label.
   */
  private static Stream<String> known(RolloutRecord record) {
    return Stream.concat(record.current().stream(), record.lastCurrentAt().keySet().stream());
  }

  /** Reads all revisions of the deployment, and whatever has one of these names. */
  private List<ObservedRevision> read(Stream<String> names) {
    var reader = new RevisionReader(deployment);
    var found = new HashMap<String, ObservedRevision>();
    store.revisions(deployment).stream()
        .map(reader::read)
        .forEach(revision -> found.put(revision.name(), revision));
    names
        .filter(name -> !found.containsKey(name))
        .flatMap(name -> store.revision(namespace(), name).stream())
        .map(reader::read)
        .forEach(revision -> found.put(revision.name(), revision));
    return new ArrayList<>(found.values());
  }

  /**
   * Returns the revisions that a ConfigMap of the deployment names. No ConfigMap is read unless one
   * of them might be removed.
   */
  private Set<String> published(
      List<ObservedRevision> revisions, RolloutRecord record, ParsedDeployment spec) {
    var ids =
        revisions.stream()
            .filter(revision -> !revision.name().equals(spec.desired().name()))
            .filter(revision -> !record.current().equals(Optional.of(revision.name())))
            .filter(revision -> revision.arn().flatMap(Arn::parse).isPresent())
            .collect(
                Collectors.toMap(
                    ObservedRevision::name,
                    revision -> Arn.parse(revision.arn().orElseThrow()).orElseThrow().id()));
    if (ids.isEmpty() || store.configMaps().isEmpty()) {
      return Set.of();
    }
    var configMaps = store.configMaps().get();
    var mentioned =
        Stream.of(
                configMaps.controlledBy(namespace(), deployment.getMetadata().getUid()).stream()
                    .map(ObservedConfigMap::name),
                DeploymentReport.published(deployment).stream(),
                spec.publication().map(Publication::configMap).stream())
            .flatMap(names -> names)
            .distinct()
            .flatMap(
                name -> configMaps.mentioned(namespace(), name, Set.copyOf(ids.values())).stream())
            .collect(Collectors.toSet());
    return ids.entrySet().stream()
        .filter(id -> mentioned.contains(id.getValue()))
        .map(id -> id.getKey())
        .collect(Collectors.toSet());
  }

  private String namespace() {
    return deployment.getMetadata().getNamespace();
  }
}
