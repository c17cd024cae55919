package io.bedrockoperator.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.app.CapturedLog;
import io.bedrockoperator.aws.BedrockOperation;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.aws.StoreFailure.Answer;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.AwsAccount;
import io.bedrockoperator.profile.ModelLifecycle;
import io.bedrockoperator.profile.ModelListing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RegionModelsTest {

  private static final Map<String, ModelLifecycle> ONE =
      Map.of("a.m-v1:0", new ModelLifecycle("ACTIVE", Optional.empty()));
  private static final Duration ROUND = Duration.ofMinutes(5);

  private long now = Long.MAX_VALUE - 1;
  private int calls;
  private Supplier<Optional<Map<String, ModelLifecycle>>> answer = () -> Optional.of(ONE);
  private final RegionModels models =
      new RegionModels(
          new AccountRegion(new AwsAccount("uid-a", "222233334444"), "us-east-1"),
          this::list,
          () -> now);

  private Optional<Map<String, ModelLifecycle>> list() {
    calls++;
    return answer.get();
  }

  private static Optional<Map<String, ModelLifecycle>> fail() {
    throw new StoreFailure(
        Kind.UNAVAILABLE,
        new Answer(
            BedrockOperation.LIST_FOUNDATION_MODELS,
            Optional.empty(),
            OptionalInt.of(503),
            "Try later",
            Optional.empty()));
  }

  private int callsDuring(Duration length) {
    var before = calls;
    for (var passed = Duration.ZERO; passed.compareTo(length) < 0; passed = passed.plus(ROUND)) {
      models.refresh();
      now += ROUND.toNanos();
    }
    return calls - before;
  }

  @Test
  void asksNobodyBeforeItIsTold() {
    assertThat(models.latest()).isEqualTo(new ModelListing.Unknown());
    assertThat(calls).isZero();
  }

  @Test
  void asksOnceADay() {
    assertThat(callsDuring(Duration.ofDays(3))).isEqualTo(3);
    assertThat(models.latest()).isEqualTo(new ModelListing.Listed(ONE));
  }

  @Test
  void asksOnceAnHourWhileItFailsAndForgetsNothing() {
    callsDuring(Duration.ofDays(1));
    answer = RegionModelsTest::fail;

    assertThat(callsDuring(Duration.ofHours(12))).isEqualTo(12);
    assertThat(models.latest()).isEqualTo(new ModelListing.Listed(ONE));

    answer = () -> Optional.of(ONE);
    assertThat(callsDuring(Duration.ofDays(1))).isOne();
  }

  @Test
  void asksOnceAnHourWhileItIsNotAllowed() {
    answer = Optional::empty;

    assertThat(callsDuring(Duration.ofHours(12))).isEqualTo(12);
    assertThat(models.latest()).isEqualTo(new ModelListing.NotAllowed());
  }

  @Test
  void warnsOfTheAccountToo() {
    try (var log = new CapturedLog(RegionModels.class)) {
      answer = RegionModelsTest::fail;
      models.refresh();
      answer = Optional::empty;
      callsDuring(Duration.ofHours(2));

      assertThat(log.values("account")).containsExactly("222233334444", "222233334444");
    }
  }

  /** The next round comes while a call hangs. */
  @Test
  void asksOnceAtATime() {
    answer =
        () -> {
          now += Duration.ofDays(2).toNanos();
          answer = () -> Optional.of(ONE);
          join(Thread.ofVirtual().start(models::refresh));
          return Optional.of(ONE);
        };

    models.refresh();

    assertThat(calls).isOne();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
