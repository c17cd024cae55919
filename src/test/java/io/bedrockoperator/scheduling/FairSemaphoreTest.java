package io.bedrockoperator.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairSemaphoreTest {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> order = new CopyOnWriteArrayList<>();
  private final AtomicLong now = new AtomicLong();
  private final FairSemaphore turns = new FairSemaphore(1, now::get);

  /** Without waiting: where a test failed, passes wait for ever. */
  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  /** Enters, and is waiting or running when this returns. */
  private CompletableFuture<Void> enter(String pass, CompletableFuture<Void> end) {
    var entering = new CompletableFuture<Thread>();
    var left =
        CompletableFuture.runAsync(
            () -> {
              entering.complete(Thread.currentThread());
              turns.take(
                  pass.substring(0, 1),
                  () -> {
                    order.add(pass);
                    return end.join();
                  });
            },
            threads);
    Awaitility.await()
        .until(() -> entering.join().getState() == Thread.State.WAITING || left.isDone());
    return left;
  }

  @Test
  void letsTheNamespacesInByTurns() {
    var first = new CompletableFuture<Void>();
    var at = CompletableFuture.<Void>completedFuture(null);
    var all =
        List.of(
            enter("a1", first), enter("a2", at), enter("a3", at), enter("b1", at), enter("a4", at));
    assertThat(order).containsExactly("a1");

    first.complete(null);

    all.forEach(CompletableFuture::join);
    assertThat(order).containsExactly("a1", "a2", "b1", "a3", "a4");
  }

  @Test
  void tellsHowManyWaitAndForHowLong() {
    var meters = new SimpleMeterRegistry();
    turns.show("bedrock_operator_reconcile", meters);
    var first = new CompletableFuture<Void>();
    var second = new CompletableFuture<Void>();
    var end = CompletableFuture.<Void>completedFuture(null);
    var one = enter("a1", first);
    now.set(1_000_000_000);
    var two = enter("a2", second);
    now.set(2_000_000_000);
    var three = enter("a3", end);
    now.set(5_000_000_000L);
    assertGauges(meters, 1, 2, 4);

    first.complete(null);
    one.join();
    assertGauges(meters, 1, 1, 3);

    second.complete(null);
    two.join();
    three.join();
    assertGauges(meters, 0, 0, 0);
  }

  @Test
  void standsStillSinceSomebodyLeftOrTheFirstBeganToWait() {
    var first = new CompletableFuture<Void>();
    var second = new CompletableFuture<Void>();
    var end = CompletableFuture.<Void>completedFuture(null);
    var one = enter("a1", first);
    now.set(10);
    assertThat(turns.standstill()).as("who runs alone is in nobody's way").isZero();
    var two = enter("a2", second);
    var three = enter("a3", end);
    now.set(15);
    assertThat(turns.standstill()).hasNanos(5);

    first.complete(null);
    one.join();
    now.set(17);
    assertThat(turns.standstill()).as("one left, so it moves").hasNanos(2);

    second.complete(null);
    two.join();
    three.join();
    now.set(100);
    assertThat(turns.standstill()).isZero();
  }

  private static void assertGauges(
      MeterRegistry meters, double running, double waiting, double longestWait) {
    assertThat(meters.get("bedrock_operator_reconcile_running").gauge().value()).isEqualTo(running);
    assertThat(meters.get("bedrock_operator_reconcile_waiting").gauge().value()).isEqualTo(waiting);
    assertThat(meters.get("bedrock_operator_reconcile_longest_wait").gauge().value())
        .isEqualTo(longestWait);
  }

  @Test
  void givesTheTurnBackWhateverHappens() {
    for (var i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  turns.take(
                      "a",
                      () -> {
                        throw new IllegalStateException("a pass failed");
                      }))
          .hasMessage("a pass failed");
    }
    assertThat(turns.<String>take("a", () -> "runs")).isEqualTo("runs");
  }

  @Test
  void letsAsManyInAsItMay() {
    var wide = new FairSemaphore(2, now::get);
    assertThat(wide.<String>take("a", () -> wide.take("b", () -> "both"))).isEqualTo("both");
  }
}
