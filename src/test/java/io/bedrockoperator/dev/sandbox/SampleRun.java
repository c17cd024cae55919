package io.bedrockoperator.dev.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Applies the samples and watches what becomes of them. */
final class SampleRun {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KubernetesClient admin;
  private final Changes changes;
  private final Screen screen;
  private Table table = new Table(List.of());

  SampleRun(KubernetesClient admin, Changes changes, Screen screen) {
    this.admin = admin;
    this.changes = changes;
    this.screen = screen;
  }

  /** The table at the end: all settled, or as far as they came in bounded time. */
  Table run() throws IOException, InterruptedException {
    screen.say("Applying deploy/samples/. Each says in its first line which REASON it is to get:");
    run(Sample.first());
    run(Sample.then());
    new Installation(admin).apply(Sample.accounts());
    run(Sample.ofTenants());
    screen.leave(table);
    return table;
  }

  private void run(List<Sample> samples) throws InterruptedException {
    new Installation(admin).apply(samples.stream().map(Sample::object).toList());
    table = table.with(samples);
    screen.show(table);
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!table.settled() && System.nanoTime() < end) {
      changes
          .next(Duration.ofNanos(end - System.nanoTime()))
          .ifPresent(
              change -> {
                table = table.with(change);
                screen.show(table);
              });
    }
  }
}
