package io.bedrockoperator.bedrock;

import static io.bedrockoperator.bedrock.Urgency.CHANGE;
import static io.bedrockoperator.bedrock.Urgency.CHECK;
import static io.bedrockoperator.bedrock.Urgency.READ;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who goes first. */
class CallQueueTest {

  private final CallQueue<String> queue = new CallQueue<>();

  private List<String> takeAll() {
    return Stream.generate(queue::take)
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .toList();
  }

  private void addMany(Urgency urgency, String namespace, int count) {
    IntStream.range(0, count).forEach(i -> queue.add(urgency, namespace, namespace + i));
  }

  @Test
  void isEmptyAtFirstAndAtLast() {
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.take()).isEmpty();

    queue.add(READ, "a", "one");
    assertThat(queue.isEmpty()).isFalse();

    assertThat(queue.take()).hasValue("one");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void countsThoseOfAllNamespacesAndUrgencies() {
    addMany(CHANGE, "a", 3);
    addMany(CHANGE, "b", 2);
    addMany(READ, "a", 1);
    assertThat(queue.size()).isEqualTo(6);

    queue.take();

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
    queue.take();
    queue.take();
    queue.add(CHANGE, "b", "late");

    assertThat(takeAll()).startsWith("a2", "late", "a3");
  }

  @Test
  void putsTheUrgentFirst() {
    queue.add(CHECK, "a", "check");
    queue.add(READ, "a", "read");
    queue.add(CHANGE, "b", "change");

    assertThat(takeAll()).containsExactly("change", "read", "check");
  }

  @Test
  void putsOneThatHadItsTurnInFrontOfItsNamespace() {
    queue.add(CHANGE, "a", "first");
    queue.add(CHANGE, "b", "other");
    queue.addFirst(CHANGE, "a", "again");

    assertThat(takeAll()).containsExactly("again", "other", "first");
  }

  @Test
  void passesNoUrgencyOverForEver() {
    addMany(CHANGE, "a", 100);
    queue.add(READ, "b", "read");
    queue.add(CHECK, "c", "check");
    queue.add(CHECK, "c", "another check");

    var order = takeAll();

    assertThat(order.indexOf("check")).isEqualTo(CallQueue.PATIENCE);
    assertThat(order.indexOf("read")).isEqualTo(CallQueue.PATIENCE + 1);
    assertThat(order.indexOf("another check")).isEqualTo(2 * CallQueue.PATIENCE + 1);
  }

  @Test
  void countsNoPatienceWhileNobodyWaits() {
    addMany(CHANGE, "a", 100);
    IntStream.range(0, 20).forEach(i -> queue.take());
    queue.add(CHECK, "c", "check");

    assertThat(takeAll().indexOf("check")).isEqualTo(CallQueue.PATIENCE);
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
