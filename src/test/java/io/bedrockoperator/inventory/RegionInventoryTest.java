package io.bedrockoperator.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockoperator.aws.BedrockOperation;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.aws.StoreFailure.Answer;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.profile.ObservedProfile;
import java.lang.Thread.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RegionInventoryTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long START = 1_000 * SECOND;

  private static final Duration TENTH = Duration.ofMillis(100);
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private final List<Duration> pauses = new ArrayList<>();
  private final RegionInventory listing;
  private long now = START;
  private int calls;
  private long sessionChanges;
  private boolean failing;
  private Runnable whilePausing = () -> {};
  private Runnable whileWaiting = () -> {};

  RegionInventoryTest() {
    this.listing = new RegionInventory(this::list, () -> sessionChanges, () -> now, this::pause);
  }

  private List<ObservedProfile> list(Runnable leaves) {
    calls++;
    whileWaiting.run();
    leaves.run();
    if (failing) {
      throw new StoreFailure(
          Kind.UNAVAILABLE,
          new Answer(
              BedrockOperation.LIST_INFERENCE_PROFILES,
              Optional.empty(),
              OptionalInt.empty(),
              "failure " + calls,
              Optional.empty()));
    }
    return List.of(RegionSnapshotTest.profile("call" + calls, "chat"));
  }

  private void pause(Duration length) {
    whilePausing.run();
    pauses.add(length);
    now += length.toNanos();
  }

  @Test
  void answersAllWhoseTimeItIsYoungEnoughFor() {
    var first = listing.since(now);
    now += 300 * SECOND;

    assertThat(listing.since(START)).isSameAs(first);
    assertThat(listing.since(START - SECOND)).isSameAs(first);
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void listsAnewForWhoeverNeedsAYoungerOne() {
    listing.since(now);

    var second = listing.since(START + 1);

    assertThat(calls).isEqualTo(2);
    assertThat(second.find(RegionSnapshotTest.arn("call2"))).isPresent();
  }

  @Test
  void isAsOldAsItsBeginning() {
    now += SECOND;

    assertThat(listing.since(START).startedAt()).isEqualTo(START + SECOND);
  }

  @Test
  void beginsWhenItsRequestLeaves() {
    whileWaiting = () -> now += 5 * SECOND;
    var listed = listing.since(START);

    assertThat(listed.startedAt()).isEqualTo(START + 5 * SECOND);
    assertThat(listing.since(START + 5 * SECOND)).isSameAs(listed);
  }

  @Test
  void onlyASuccessMakesWhatIsKnownYoungAgain() {
    assertThat(listing.ageInSeconds()).isNaN();
    listing.since(now);
    now += 300 * SECOND;
    failing = true;

    assertThatThrownBy(() -> listing.since(now)).isInstanceOf(StoreFailure.class);
    assertThat(listing.ageInSeconds()).isEqualTo(300);

    failing = false;
    now += 10 * SECOND;
    listing.since(now);
    assertThat(listing.ageInSeconds()).isZero();
  }

  @Test
  void neverWaitsForAFew() {
    for (var i = 0; i < 5; i++) {
      listing.since(++now);
    }

    assertThat(pauses).isEmpty();
  }

  @Test
  void makesOneASecondInTheLongRun() {
    for (var i = 0; i < 65; i++) {
      listing.since(++now);
    }

    assertThat(calls).isEqualTo(65);
    assertThat(now - START).isBetween(59 * SECOND, 61 * SECOND);
  }

  @Test
  void isMadeSoonerTheMoreNeedIt() {
    for (var i = 0; i < 6; i++) {
      listing.since(++now);
    }
    pauses.clear();
    calls = 0;
    var needed = ++now;
    var others =
        IntStream.range(0, 199)
            .mapToObj(i -> Thread.ofVirtual().unstarted(() -> listing.since(needed)))
            .toList();
    whilePausing =
        () -> {
          others.stream().filter(other -> other.getState() == State.NEW).forEach(Thread::start);
          Awaitility.await()
              .until(() -> others.stream().allMatch(it -> it.getState() == State.WAITING));
        };

    listing.since(needed);

    assertThat(others).allSatisfy(other -> assertThat(other.join(TEN_SECONDS)).isTrue());
    assertThat(calls).isEqualTo(1);
    assertThat(pauses).hasSize(1).allSatisfy(it -> assertThat(it).isLessThan(TENTH));
  }

  @Test
  void doesNotPauseAnyMoreOnceInterrupted() {
    for (var i = 0; i < 6; i++) {
      listing.since(++now);
    }
    pauses.clear();
    whilePausing = Thread.currentThread()::interrupt;

    listing.since(++now);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(pauses).hasSize(1);
  }

  @Test
  void waitsForNobodyAfterARest() {
    for (var i = 0; i < 65; i++) {
      listing.since(++now);
    }
    now += 60 * SECOND;
    pauses.clear();

    listing.since(now);

    assertThat(pauses).isEmpty();
  }

  @Test
  void tellsAFailureToAllWhoAskWhileItStands() {
    failing = true;
    assertFails(START, "failure 1");

    assertFails(START, "failure 1");
    assertFails(START - SECOND, "failure 1");
    assertThat(calls).isEqualTo(1);
  }

  /** Also of a listing that was under way by then. */
  @Test
  void asksAnewOnceTheAccountIsReachedOtherwise() {
    failing = true;
    assertFails(START, "failure 1");
    sessionChanges++;
    assertFails(START, "failure 2");
    now += SECOND;
    whileWaiting = () -> sessionChanges++;
    assertFails(START, "failure 3");
    failing = false;

    assertThat(listing.since(START).find(RegionSnapshotTest.arn("call4"))).isPresent();
  }

  @Test
  void asksAnewAfterAFailureAlsoForWhoeverIsContentWithAnOldListing() {
    failing = true;
    assertFails(START, "failure 1");
    now += SECOND;
    failing = false;

    assertThat(listing.since(START - 300 * SECOND).find(RegionSnapshotTest.arn("call2")))
        .isPresent();
  }

  @Test
  void letsAFailureStandTheLongerTheMoreOftenItFails() {
    failing = true;
    for (var stands : new long[] {500, 1000, 2000, 4000, 8000, 16_000, 32_000, 32_000, 32_000}) {
      assertFails(now, "failure " + (calls + 1));
      now += Duration.ofMillis(stands).toNanos() - 1;
      assertFails(now, "failure " + calls);
      now += 1;
    }
  }

  @Test
  void forgetsTheFailureOnceItAnswers() {
    failing = true;
    assertFails(now, "failure 1");
    now += SECOND;
    failing = false;
    listing.since(now);
    now += SECOND;
    failing = true;
    assertFails(now, "failure 3");

    now += SECOND / 2;
    assertFails(now, "failure 4");
  }

  @Test
  void keepsWhatItHasWhileItFails() {
    var first = listing.since(now);
    failing = true;
    assertFails(now + 1, "failure 2");

    assertThat(listing.since(START)).isSameAs(first);
  }

  private void assertFails(long notBefore, String message) {
    assertThatThrownBy(() -> listing.since(notBefore))
        .isInstanceOf(StoreFailure.class)
        .hasMessageContaining(message);
  }

  @Test
  void makesOneCallForAllWhoAskAtOnce() throws InterruptedException {
    var entered = new CountDownLatch(1);
    var answer = new CompletableFuture<List<ObservedProfile>>();
    var shared =
        new RegionInventory(
            leaves -> {
              calls++;
              entered.countDown();
              return answer.join();
            },
            () -> sessionChanges,
            () -> START,
            this::pause);
    var first = CompletableFuture.supplyAsync(() -> shared.since(START));
    entered.await();
    var others =
        List.of(
            CompletableFuture.supplyAsync(() -> shared.since(START)),
            CompletableFuture.supplyAsync(() -> shared.since(START - SECOND)));

    answer.complete(List.of());

    assertThat(others).allSatisfy(other -> assertThat(other.join()).isSameAs(first.join()));
    assertThat(calls).isEqualTo(1);
  }
}
