package io.bedrockoperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

class RoleCredentialsTest {

  private static final String ACCOUNT = "222233334444";
  private static final Duration HOUR = Duration.ofHours(1);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Supplier<AwsCredentialsIdentity> sts = () -> lasting(HOUR);
  private int asked;
  private int changes;

  private final RoleCredentials credentials =
      new RoleCredentials(
          ACCOUNT,
          () -> {
            asked++;
            return sts.get();
          },
          () -> now,
          () -> changes++);

  private AwsCredentialsIdentity lasting(Duration time) {
    return of(ACCOUNT, time);
  }

  private AwsCredentialsIdentity of(String account, Duration time) {
    return AwsSessionCredentials.builder()
        .accessKeyId("ASIA" + asked)
        .secretAccessKey("secret")
        .sessionToken("token")
        .accountId(account)
        .expirationTime(now.plus(time))
        .build();
  }

  private String key() {
    return credentials
        .resolveIdentity(ResolveIdentityRequest.builder().build())
        .join()
        .accessKeyId();
  }

  private void fails() {
    sts =
        () -> {
          throw SdkClientException.create("no");
        };
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void areAskedForOnceAnHourAheadOfTheirEnd() {
    assertThat(key()).isEqualTo("ASIA1");
    pass(Duration.ofMinutes(49));
    credentials.refreshIfUsed();
    assertThat(key()).isEqualTo("ASIA1");

    pass(Duration.ofMinutes(1));
    credentials.refreshIfUsed();

    assertThat(key()).isEqualTo("ASIA2");
    assertThat(asked).isEqualTo(2);
  }

  /** Say of an account that was deleted while a reconciliation used it for the last time. */
  @Test
  void areNotAskedForTwiceOnceNobodyUsesThem() {
    assertThat(key()).isEqualTo("ASIA1");

    refreshForHours();

    assertThat(asked).isEqualTo(2);
  }

  /** The role may be deleted as well. */
  @Test
  void areNotAskedForTwiceOnceNobodyUsesThemAndTheyAreRefused() {
    assertThat(key()).isEqualTo("ASIA1");
    fails();
    pass(Duration.ofMinutes(55));
    assertThatThrownBy(credentials::refreshIfUsed).hasMessage("no");

    refreshForHours();

    assertThat(asked).isEqualTo(2);
  }

  private void refreshForHours() {
    for (var minute = 0; minute < 300; minute++) {
      pass(Duration.ofMinutes(1));
      credentials.refreshIfUsed();
    }
  }

  @Test
  void goOnUntilTheirEndWhenTheyCannotBeHadAhead() {
    assertThat(key()).isEqualTo("ASIA1");
    fails();
    pass(Duration.ofMinutes(55));
    assertThatThrownBy(credentials::refreshIfUsed).hasMessage("no");

    assertThat(key()).isEqualTo("ASIA1");

    pass(Duration.ofMinutes(4));
    assertThatThrownBy(this::key).hasMessage("no");
  }

  @Test
  void aRefusalIsEverybodysAndIsTriedAgainMoreAndMoreSeldom() {
    fails();
    var attempts = new ArrayList<Integer>();
    for (var second = 0; second < 300; second++) {
      var before = asked;
      assertThatThrownBy(this::key).hasMessage("no");
      assertThatThrownBy(this::key).hasMessage("no");
      if (asked > before) {
        attempts.add(second);
      }
      pass(Duration.ofSeconds(1));
    }

    assertThat(attempts).containsExactly(0, 5, 15, 35, 75, 135, 195, 255);
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void onlyOneWaitsForAnotherAnswerAfterARefusal() throws Exception {
    fails();
    assertThatThrownBy(this::key).hasMessage("no");
    pass(Duration.ofSeconds(5));
    var isAsked = new CountDownLatch(1);
    var mayAnswer = new CountDownLatch(1);
    sts =
        () -> {
          isAsked.countDown();
          awaits(mayAnswer);
          return lasting(HOUR);
        };

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(this::key);
      isAsked.await();
      assertThatThrownBy(this::key).hasMessage("no");
      mayAnswer.countDown();

      assertThat(first.get()).isEqualTo("ASIA2");
    }
    assertThat(key()).isEqualTo("ASIA2");
  }

  private static void awaits(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void tellThatTheyAreBackAndForgetHowLongItTook() {
    fails();
    assertThatThrownBy(this::key).hasMessage("no");
    sts = () -> lasting(HOUR);
    pass(Duration.ofSeconds(5));

    assertThat(key()).isEqualTo("ASIA2");

    assertThat(changes).isEqualTo(2);
    fails();
    pass(HOUR);
    assertThatThrownBy(this::key).hasMessage("no");
    pass(Duration.ofSeconds(5));
    sts = () -> lasting(HOUR);
    assertThat(key()).isEqualTo("ASIA4");
  }

  @Test
  void areRefusedIfTheyAreOfAnotherAccount() {
    sts = () -> of("999999999999", HOUR);

    assertThatThrownBy(this::key)
        .isInstanceOf(CredentialsUnavailableException.class)
        .hasMessageContaining("999999999999", ACCOUNT);
  }

  @Test
  void areAskedForAnewOnceAMinuteWhileTheyAreRejected() {
    assertThat(key()).isEqualTo("ASIA1");
    credentials.rejected();
    assertThat(key()).isEqualTo("ASIA1");

    pass(Duration.ofMinutes(1));
    credentials.rejected();

    assertThat(key()).isEqualTo("ASIA2");
    credentials.rejected();
    assertThat(key()).isEqualTo("ASIA2");
  }

  @Test
  void areAskedForOnceHoweverManyNeedThem() throws Exception {
    var all = new CountDownLatch(8);
    List<Future<String>> keys = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 8; i++) {
        keys.add(
            threads.submit(
                () -> {
                  all.countDown();
                  all.await();
                  return key();
                }));
      }
    }

    for (var each : keys) {
      assertThat(each.get()).isEqualTo("ASIA1");
    }
  }
}
