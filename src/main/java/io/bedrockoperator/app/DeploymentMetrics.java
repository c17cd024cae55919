package io.bedrockoperator.app;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.InferenceProfileDeploymentStatus;
import io.bedrockoperator.status.Conditions;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Metrics of the InferenceProfileDeployments, computed at each scrape.
 *
 * @param deployments the deployments in the cluster; none on a replica that does not lead
 */
record DeploymentMetrics(Supplier<Stream<InferenceProfileDeployment>> deployments)
    implements MultiCollector {

  @Override
  public MetricSnapshots collect() {
    var states =
        GaugeSnapshot.builder()
            .name("bedrock_operator_deployments")
            .help("InferenceProfileDeployment resources by Ready condition and reason.");
    deployments
        .get()
        .collect(groupingBy(DeploymentMetrics::labels, counting()))
        .forEach(
            (labels, count) ->
                states.dataPoint(
                    GaugeDataPointSnapshot.builder().labels(labels).value(count).build()));
    return MetricSnapshots.of(states.build());
  }

  private static Labels labels(InferenceProfileDeployment deployment) {
    var ready =
        Optional.ofNullable(deployment.getStatus())
            .map(InferenceProfileDeploymentStatus::conditions)
            .flatMap(conditions -> Condition.find(conditions, Conditions.READY));
    return ProfileMetrics.readiness(ready);
  }
}
