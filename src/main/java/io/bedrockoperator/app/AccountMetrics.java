package io.bedrockoperator.app;

import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.BedrockAccountSpec;
import io.bedrockoperator.api.BedrockAccountStatus;
import io.bedrockoperator.api.Condition;
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
 * Metrics of the BedrockAccounts by readiness, computed at each scrape.
 *
 * @param accounts the accounts in the cluster; none on a replica that does not lead
 */
record AccountMetrics(Supplier<Stream<BedrockAccount>> accounts) implements MultiCollector {

  @Override
  public MetricSnapshots collect() {
    var ready =
        GaugeSnapshot.builder()
            .name("bedrock_operator_account_ready")
            .help("1 for each BedrockAccount in which the operator can act, else 0.");
    accounts
        .get()
        .forEach(
            account ->
                ready.dataPoint(
                    GaugeDataPointSnapshot.builder()
                        .labels(
                            Labels.of(
                                "name", account.getMetadata().getName(),
                                "account", accountId(account)))
                        .value(isReady(account) ? 1 : 0)
                        .build()));
    return MetricSnapshots.of(ready.build());
  }

  private static String accountId(BedrockAccount account) {
    return Optional.ofNullable(account.getSpec()).map(BedrockAccountSpec::accountId).orElse("");
  }

  private static boolean isReady(BedrockAccount account) {
    return Optional.ofNullable(account.getStatus())
        .map(BedrockAccountStatus::conditions)
        .flatMap(conditions -> Condition.find(conditions, Conditions.READY))
        .filter(ready -> Conditions.TRUE.equals(ready.status()))
        .isPresent();
  }
}
