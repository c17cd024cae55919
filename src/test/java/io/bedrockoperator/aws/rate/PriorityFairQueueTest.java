package io.bedrockoperator.aws.rate;

import static io.bedrockoperator.aws.rate.Priority.CHANGE;
import static io.bedrockoperator.aws.rate.Priority.CHECK;
import static io.bedrockoperator.aws.rate.Priority.READ;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who goes first. */
class PriorityFairQueueTest {

  private static final Duration QUICK = Duration.ofMillis(1);

  /** That patience is over at the tenth turn. */
  private static final Duration TENTH = PriorityFairQueue.PATIENCE.dividedBy(10);

  private final PriorityFairQueue<String> queue = new PriorityFairQueue<>();

  /** Soon to overflow, as the clock of the machine may. */
  private long now = Long.MAX_VALUE;

  private void add(Priority urgency, String namespace, String waiter) {
    queue.add(urgency, namespace, waiter, now);
  }

  private void addMany(Priority urgency, String namespace, int count) {
    IntStream.range(0, count).forEach(i -> add(urgency, namespace, namespace + i));
  }

  private Optional<String> take() {
    return take(QUICK);
  }

  private Optional<String> take(Duration turn) {
    var taken = queue.take(now);
    now += turn.toNanos();
    return taken;
  }

  private List<String> takeAll() {
    return takeAll(QUICK);
  }

  private List<String> takeAll(Duration turn) {
    return Stream.generate(() -> take(turn))
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .toList();
  }

  @Test
  void isEmptyAtFirstAndAtLast() {
    assertThat(queue.isEmpty()).isTrue();
    assertThat(take()).isEmpty();

    add(READ, "a", "one");
    assertThat(queue.isEmpty()).isFalse();

    assertThat(take()).hasValue("one");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void countsThoseOfAllNamespacesAndUrgencies() {
    addMany(CHANGE, "a", 3);
    addMany(CHANGE, "b", 2);
    addMany(READ, "a", 1);
    assertThat(queue.size()).isEqualTo(6);

    take();

    assertThat(queue.size()).isEqualTo(5);
    takeAll();
    assertThat(queue.size()).isZero();
  }

  @Test
  void servesANamespaceInTheOrderOfComing() {
    addMany(CHANGE, "a", 3);

    assertThat(takeAll()).containsExactly("a0", "a1", "a2");
  }

  @Test
  void letsNamespacesTakeTurns() {
    addMany(CHANGE, "a", 1000);
    addMany(CHANGE, "b", 1);
    addMany(CHANGE, "c", 2);

    assertThat(takeAll()).hasSize(1003).startsWith("a0", "b0", "c0", "a1", "c1", "a2", "a3");
  }

  @Test
  void letsANewNamespaceComeNextButOne() {
    addMany(CHANGE, "a", 1000);
    take();
    take();
    add(CHANGE, "b", "late");

    assertThat(takeAll()).startsWith("a2", "late", "a3");
  }

  @Test
  void putsTheUrgentFirst() {
    add(CHECK, "a", "check");
    add(READ, "a", "read");
    add(CHANGE, "b", "change");

    assertThat(takeAll()).containsExactly("change", "read", "check");
  }

  @Test
  void putsOneThatHadItsTurnInFrontOfItsNamespace() {
    add(CHANGE, "a", "first");
    add(CHANGE, "b", "other");
    queue.addFirst(CHANGE, "a", "again", now);

    assertThat(takeAll()).containsExactly("again", "other", "first");
  }

  @Test
  void passesNoUrgencyOverForEver() {
    addMany(CHANGE, "a", 100);
    add(READ, "b", "read");
    add(CHECK, "c", "check");
    add(CHECK, "c", "another check");

    var order = takeAll(TENTH);

    assertThat(order.indexOf("read")).isEqualTo(10);
    assertThat(order.indexOf("check")).isEqualTo(11);
    assertThat(order.indexOf("another check")).isEqualTo(21);
  }

  @Test
  void countsNoPatienceWhileNobodyWaits() {
    addMany(CHANGE, "a", 100);
    add(CHECK, "c", "leaves");
    IntStream.range(0, 7).forEach(i -> take(TENTH));
    queue.removeIf("leaves"::equals);
    IntStream.range(0, 7).forEach(i -> take(TENTH));
    add(CHECK, "c", "check");

    assertThat(takeAll(TENTH).indexOf("check")).isEqualTo(10);
  }

  /** With three seconds between two calls, patience ends before the second. */
  @Test
  void letsNobodyWaitLongWhereCallsAreRare() {
    addMany(CHANGE, "a", 5);
    addMany(READ, "b", 2);
    addMany(CHECK, "c", 2);

    assertThat(takeAll(Duration.ofSeconds(3)))
        .containsExactly("a0", "a1", "b0", "c0", "a2", "b1", "c1", "a3", "a4");
  }

  @Test
  void forgetsThoseWhoLeave() {
    addMany(CHANGE, "a", 2);
    addMany(READ, "b", 1);

    assertThat(queue.removeIf("b0"::equals)).isTrue();
    assertThat(queue.removeIf("b0"::equals)).isFalse();
    assertThat(queue.removeIf("a0"::equals)).isTrue();
    assertThat(takeAll()).containsExactly("a1");
    assertThat(queue.isEmpty()).isTrue();
  }
}
