package io.bedrockoperator.app;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.health.EventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.Status;
import java.util.List;
import java.util.stream.Stream;

/** The health of the watches of a started operator: one for each namespace, or one for all. */
record InformerHealth(Operator operator) {

  /** The informers that ended for good, and those that do not watch at the moment. */
  List<InformerHealthIndicator> unhealthy() {
    return operator.getRuntimeInfo().unhealthyEventSources().values().stream()
        .flatMap(sources -> sources.values().stream())
        .flatMap(InformerHealth::informers)
        .filter(informer -> informer.getStatus() == Status.UNHEALTHY)
        .toList();
  }

  private static Stream<InformerHealthIndicator> informers(EventSourceHealthIndicator source) {
    return source instanceof InformerWrappingEventSourceHealthIndicator<?> wrapping
        ? wrapping.informerHealthIndicators().values().stream()
        : Stream.empty();
  }
}
