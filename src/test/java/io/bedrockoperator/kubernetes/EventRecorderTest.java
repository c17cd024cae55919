package io.bedrockoperator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.app.CapturedLog;
import io.bedrockoperator.reconcile.ResourceEvent;
import io.bedrockoperator.reconcile.Resources;
import io.bedrockoperator.scheduling.Sleeper;
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
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true)
class EventRecorderTest {

  private static final int BURST = 50;

  /** Half of the places. */
  private static final int OF_ONE_NAMESPACE = 10_000;

  // Set by the extension.
  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  private final AtomicLong now = new AtomicLong();
  private final CountDownLatch pausing = new CountDownLatch(1);
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
    var over = new CountDownLatch(1);
    var recorder = EventRecorder.start(client, now::get, pausingUntil(over));
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
  void letsNamespacesTakeTurns() throws Exception {
    var over = new CountDownLatch(1);
    var written = new CopyOnWriteArrayList<String>();
    try (var recorder =
        EventRecorder.start(
            beforeEach(event -> written.add(event.getReason())), now::get, pausingUntil(over))) {
      record(recorder, BURST + 10);
      pausing.await();
      recorder.record(ofOtherTeam(), ResourceEvent.normal("Single", "and on"));
      over.countDown();
      await().until(() -> written.size() == BURST + 11);
    }

    // One is being written, and another's turn may be next.
    assertThat(written.indexOf("Single")).isBetween(BURST + 1, BURST + 2);
  }

  private Sleeper pausingUntil(CountDownLatch over) {
    return length -> {
      pause(length);
      pausing.countDown();
      awaitUninterruptibly(over);
    };
  }

  private static InferenceProfile ofOtherTeam() {
    var resource = Resources.bare();
    resource.getMetadata().setNamespace("team-b");
    return resource;
  }

  @Test
  void logsWhatIsTooMuchAndWhatIsLeftAtItsEnd() throws Exception {
    var asked = new CountDownLatch(1);
    var answers = new CountDownLatch(1);
    try (var log = new CapturedLog(EventRecorder.class)) {
      var recorder =
          EventRecorder.start(
              beforeEach(
                  event -> {
                    asked.countDown();
                    awaitUninterruptibly(answers);
                  }),
              now::get,
              this::pause);
      record(recorder, 1);
      asked.await();
      record(recorder, OF_ONE_NAMESPACE + 1);
      assertThat(log.errors()).containsExactly("too many others wait to be written");
      recorder.record(ofOtherTeam(), ResourceEvent.normal("Single", "and on"));
      assertThat(log.errors()).hasSize(1);

      recorder.close();
      assertThat(log.errors()).hasSize(1 + OF_ONE_NAMESPACE + 1);

      record(recorder, 1);
      assertThat(log.errors())
          .hasSize(1 + OF_ONE_NAMESPACE + 2)
          .filteredOn("the operator stopped"::equals)
          .hasSize(OF_ONE_NAMESPACE + 2);
    } finally {
      answers.countDown();
    }
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
    return beforeEach(
        event -> {
          if (failed.compareAndSet(false, true)) {
            throw new IllegalStateException("nobody thought of that");
          }
        });
  }

  /** The client, which is only asked for one thing. */
  private KubernetesClient beforeEach(Consumer<Event> written) {
    return (KubernetesClient)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {KubernetesClient.class},
            (proxy, method, arguments) -> {
              written.accept((Event) arguments[0]);
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
        .mapToObj(number -> ResourceEvent.normal("Event" + number, "and on"))
        .forEach(announcement -> recorder.record(Resources.bare(), announcement));
  }

  private List<String> reasons() {
    return client.v1().events().inAnyNamespace().list().getItems().stream()
        .map(Event::getReason)
        .toList();
  }
}
