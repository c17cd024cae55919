package io.bedrockoperator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class EventRecorderTest {

  private static final int BURST = 50;

  // Set by the extension.
  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  private final AtomicLong now = new AtomicLong();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  private void pause(Duration length) {
    pauses.add(length);
    now.addAndGet(length.toNanos());
  }

  @Test
  void writesABurstAtOnceAndTwentyASecondFromThenOn() {
    try (var recorder = EventRecorder.start(client, now::get, this::pause)) {
      record(recorder, BURST + 3);

      await().untilAsserted(() -> assertThat(reasons()).hasSize(BURST + 3));
    }
    assertThat(pauses).hasSize(3).containsOnly(Duration.ofMillis(50));
  }

  @Test
  void writesWhatIsLeftBeforeItEnds() throws Exception {
    var pausing = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    var recorder =
        EventRecorder.start(
            client,
            now::get,
            length -> {
              pause(length);
              pausing.countDown();
              awaitUninterruptibly(over);
            });
    record(recorder, BURST + 3);
    pausing.await();

    var closing = Thread.ofPlatform().start(recorder::close);
    await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    over.countDown();
    closing.join();

    assertThat(reasons()).hasSize(BURST + 3);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void goesOnAfterOneThatCannotBeWritten() {
    try (var recorder = EventRecorder.start(failingOnce(), now::get, this::pause)) {
      record(recorder, 2);

      await().untilAsserted(() -> assertThat(reasons()).containsExactly("Event1"));
    }
  }

  private KubernetesClient failingOnce() {
    var failed = new AtomicBoolean();
    return (KubernetesClient)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {KubernetesClient.class},
            (proxy, method, arguments) -> {
              if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("nobody thought of that");
              }
              return method.invoke(client, arguments);
            });
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void record(EventRecorder recorder, int count) {
    IntStream.range(0, count)
        .mapToObj(number -> Announcement.normal("Event" + number, "and on"))
        .forEach(announcement -> recorder.record(Resources.bare(), announcement));
  }

  private List<String> reasons() {
    return client.v1().events().inAnyNamespace().list().getItems().stream()
        .map(Event::getReason)
        .toList();
  }
}
