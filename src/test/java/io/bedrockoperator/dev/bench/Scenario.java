package io.bedrockoperator.dev.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be measured, in the order in which it is. */
enum Scenario {
  COLD("n resources at once, fresh process, default settings"),
  WARM("n more in the same process, in another Region"),
  DELETED("the second n resources deleted at once"),
  SETTLED("n once more after that, in a third Region"),
  PUBLISHED("n once more, each in a ConfigMap as well, in a fourth Region"),
  RESTART("killed and started again with n Ready profiles"),
  IDLE("nothing to do, n Ready profiles; then profiles deleted outside"),
  THROTTLED("AWS allows 20 calls a second"),
  FAIR("one namespace applies n, another a single object in the middle"),
  START("process start in a cluster with one resource, and in an empty one"),
  FAILOVER("two replicas at rest, the leader is told to end or killed"),
  ACCOUNTS("n resources over 20 accounts, beside n in one"),
  REGIONS("10 n resources over 10 Regions, AWS without latency");

  private final String title;

  Scenario(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** As it is written on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException when there is none; the message says what there is
   */
  static Scenario of(String word) {
    return Arrays.stream(values())
        .filter(scenario -> scenario.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "bench.only: unknown scenario %s; there are %s"
                        .formatted(
                            word,
                            Arrays.stream(values())
                                .map(Scenario::word)
                                .collect(Collectors.joining(", ")))));
  }
}
