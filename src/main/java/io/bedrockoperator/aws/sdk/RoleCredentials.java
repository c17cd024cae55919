package io.bedrockoperator.aws.sdk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/**
 * The credentials of one account's role. All that use them share one request to STS, and one wait
 * after it failed, so that a role that is denied costs a request now and then, whatever the number
 * of its profiles. Safe for many threads.
 */
final class RoleCredentials implements AccountIdentity {

  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** Twice as long before the end as the SDK would begin to ask, so that no call ever waits. */
  static final Duration AHEAD = Duration.ofMinutes(10);

  /** As the SDK: what ends sooner may be over when the call arrives. */
  private static final Duration STALE = Duration.ofMinutes(1);

  private final String accountId;
  private final Supplier<AwsCredentialsIdentity> source;
  private final InstantSource clock;
  private final Runnable changed;
  private final Lock asking = new ReentrantLock();
  private volatile @Nullable AwsCredentialsIdentity current;
  private volatile Instant currentSince = Instant.MIN;
  private volatile Optional<Refusal> refusal = Optional.empty();

  /**
   * The last answer was no.
   *
   * @param until when STS is asked again
   */
  private record Refusal(SdkException failure, Duration patience, Instant until) {}

  /**
   * Asks for nothing yet.
   *
   * @param source asks STS, each time
   * @param changed told when STS says yes after it said no, or no after it said yes
   */
  RoleCredentials(
      String accountId,
      Supplier<AwsCredentialsIdentity> source,
      InstantSource clock,
      Runnable changed) {
    this.accountId = accountId;
    this.source = source;
    this.clock = clock;
    this.changed = changed;
  }

  @Override
  public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
    return CompletableFuture.completedFuture(fresh(STALE).orElseGet(this::ask));
  }

  /** Asks STS ahead of the end of what was ever used; no call of AWS waits for it. */
  @Override
  public void refreshIfUsed() {
    if (current != null && fresh(AHEAD).isEmpty()) {
      var unused = ask(AHEAD);
    }
  }

  /** The role may have been deleted and created again, which ends its sessions. */
  @Override
  public void rejected() {
    var now = clock.instant();
    if (!now.isBefore(currentSince.plus(LONGEST_WAIT))) {
      current = null;
    }
  }

  private Optional<AwsCredentialsIdentity> fresh(Duration reserve) {
    return Optional.ofNullable(current).filter(is -> lasts(is, reserve));
  }

  private boolean lasts(AwsCredentialsIdentity identity, Duration reserve) {
    return identity
        .expirationTime()
        .map(end -> end.minus(reserve).isAfter(clock.instant()))
        .orElse(true);
  }

  private AwsCredentialsIdentity ask() {
    return ask(STALE);
  }

  private AwsCredentialsIdentity ask(Duration reserve) {
    takeTurn();
    try {
      return fresh(reserve).orElseGet(this::askUnlessRefused);
    } finally {
      asking.unlock();
    }
  }

  /**
   * After a refusal, only one waits for the next answer, which may take as long as the last one.
   */
  private void takeTurn() {
    var last = refusal;
    if (last.isEmpty()) {
      asking.lock();
    } else if (!asking.tryLock()) {
      throw last.get().failure();
    }
  }

  private AwsCredentialsIdentity askUnlessRefused() {
    var now = clock.instant();
    refusal
        .filter(stands -> stands.until().isAfter(now))
        .ifPresent(
            stands -> {
              throw stands.failure();
            });
    try {
      var answer = ofTheAccount(source.get());
      current = answer;
      currentSince = now;
      become(Optional.empty());
      return answer;
    } catch (SdkException failure) {
      become(Optional.of(next(failure, now)));
      throw failure;
    }
  }

  private void become(Optional<Refusal> next) {
    var isChange = refusal.isPresent() != next.isPresent();
    refusal = next;
    if (isChange) {
      changed.run();
    }
  }

  private Refusal next(SdkException failure, Instant now) {
    var patience =
        refusal
            .map(before -> before.patience().multipliedBy(2))
            .filter(longer -> longer.compareTo(LONGEST_WAIT) < 0)
            .orElse(refusal.isPresent() ? LONGEST_WAIT : FIRST_WAIT);
    return new Refusal(failure, patience, now.plus(patience));
  }

  private AwsCredentialsIdentity ofTheAccount(AwsCredentialsIdentity answer) {
    if (!answer.accountId().equals(Optional.of(accountId))) {
      throw new OtherAccountException(
          "the role brings credentials of the account %s instead of %s"
              .formatted(answer.accountId().orElse("(unknown)"), accountId));
    }
    return answer;
  }
}
