package io.bedrockoperator.app;

import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The metrics for Prometheus. Safe for use by multiple threads. */
final class Metrics {

  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ReentrantLock scraping = new ReentrantLock();

  Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
  }

  MeterRegistry registry() {
    return registry;
  }

  void showLeader(BooleanSupplier leads) {
    Gauge.builder("bedrock_operator_leader", leads, now -> now.getAsBoolean() ? 1 : 0)
        .description("1 where this replica does the work, 0 where it stands by.")
        .strongReference(true)
        .register(registry);
  }

  void showProfiles(Supplier<Stream<InferenceProfile>> resources) {
    registry.getPrometheusRegistry().register(new ProfileMetrics(resources));
  }

  void showAccounts(Supplier<Stream<BedrockAccount>> accounts) {
    registry.getPrometheusRegistry().register(new AccountMetrics(accounts));
  }

  void showDeployments(Supplier<Stream<InferenceProfileDeployment>> deployments) {
    registry.getPrometheusRegistry().register(new DeploymentMetrics(deployments));
  }

  /** Serves one scrape at a time, so that concurrent scrapes do not multiply the memory needed. */
  void writeTo(OutputStream out) throws IOException {
    scraping.lock();
    try {
      registry.scrape(out, CONTENT_TYPE);
    } finally {
      scraping.unlock();
    }
  }
}
