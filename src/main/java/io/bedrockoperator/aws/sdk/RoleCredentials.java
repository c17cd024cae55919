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
 * The credentials of one account's role. All callers share one request to STS, and one backoff
 * after a failure, so that a denied role costs only an occasional request, whatever the number of
 * its profiles. Safe for use by multiple threads.
 */
final class RoleCredentials implements AccountIdentity {

  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** Twice as long before expiration as the SDK would refresh, so that no call ever waits. */
  static final Duration AHEAD = Duration.ofMinutes(10);

  /** As in the SDK: credentials that expire sooner may have expired when the call arrives. */
  private static final Duration STALE = Duration.ofMinutes(1);

  private final String accountId;
  private final Supplier<AwsCredentialsIdentity> source;
  private final InstantSource clock;
  private final Runnable changed;
  private final Lock asking = new ReentrantLock();
  private volatile @Nullable AwsCredentialsIdentity current;
  private volatile boolean used;
  private volatile Instant currentSince = Instant.MIN;
  private volatile Optional<Refusal> refusal = Optional.empty();

  /**
   * The failure of the last request.
   *
   * @param backoff the delay after it
   * @param until when STS may be asked again
   */
  private record Refusal(SdkException failure, Duration backoff, Instant until) {}

  /**
   * Makes no request yet.
   *
   * @param source asks STS on each call
   * @param changed runs when requests begin to fail, and when they succeed again
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
    used = true;
    return CompletableFuture.completedFuture(fresh(STALE).orElseGet(this::ask));
  }

  /**
   * Refreshes credentials ahead of their expiration, so that no call to AWS waits. Those that were
   * not used since the last time expire: their account may be deleted.
   */
  @Override
  public void refreshIfUsed() {
    if (used && current != null && fresh(AHEAD).isEmpty()) {
      used = false;
      var unused = ask(AHEAD);
    }
  }

  /**
   * Drops the credentials, unless they are less than a minute old: the role may have been deleted
   * and created again, which ends its sessions.
   */
  @Override
  public void rejected() {
    var now = clock.instant();
    if (!now.isBefore(currentSince.plus(LONGEST_WAIT))) {
      current = null;
    }
  }

  private Optional<AwsCredentialsIdentity> fresh(Duration reserve) {
    return Optional.ofNullable(current).filter(identity -> lasts(identity, reserve));
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
   * After a failure, only one caller waits for the next answer, which may take as long as the last
   * one; the others get the last failure at once.
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
        .filter(last -> last.until().isAfter(now))
        .ifPresent(
            last -> {
              throw last.failure();
            });
    try {
      var answer = ofTheAccount(source.get());
      current = answer;
      currentSince = now;
      setRefusal(Optional.empty());
      return answer;
    } catch (SdkException failure) {
      setRefusal(Optional.of(next(failure, now)));
      throw failure;
    }
  }

  private void setRefusal(Optional<Refusal> next) {
    var isChange = refusal.isPresent() != next.isPresent();
    refusal = next;
    if (isChange) {
      changed.run();
    }
  }

  private Refusal next(SdkException failure, Instant now) {
    var backoff =
        refusal
            .map(before -> before.backoff().multipliedBy(2))
            .filter(longer -> longer.compareTo(LONGEST_WAIT) < 0)
            .orElse(refusal.isPresent() ? LONGEST_WAIT : FIRST_WAIT);
    return new Refusal(failure, backoff, now.plus(backoff));
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
