package io.bedrockoperator.aws.sdk;

import io.bedrockoperator.aws.OwnAccount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/** Asks STS which account the operator's own credentials belong to, once for each access key. */
final class OwnIdentity implements OwnAccount {

  private static final Logger LOG = LoggerFactory.getLogger(OwnIdentity.class);

  private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(10);

  /** The account of an access key. */
  private record Known(String accessKeyId, String accountId) {}

  /** A failed request; STS is not asked again before {@code until}. */
  private record Failed(SdkException failure, Instant until) {}

  private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
  private final Function<AwsCredentialsIdentity, String> ask;
  private final InstantSource clock;
  private final Lock asking = new ReentrantLock();
  private volatile Optional<Known> known = Optional.empty();
  private Optional<Failed> failed = Optional.empty();

  /**
   * @param ask returns the account of the credentials, by a call to STS
   */
  OwnIdentity(
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      Function<AwsCredentialsIdentity, String> ask,
      InstantSource clock) {
    this.credentials = credentials;
    this.ask = ask;
    this.clock = clock;
  }

  @Override
  public Optional<String> id() {
    return known.map(Known::accountId);
  }

  @Override
  public void ask() {
    try {
      var identity = credentials.resolveIdentity().join();
      known = Optional.of(new Known(identity.accessKeyId(), accountOf(identity)));
    } catch (SdkException failure) {
      LOG.debug("could not determine the account of the operator's own credentials", failure);
    }
  }

  /**
   * Returns the account of exactly these credentials.
   *
   * @throws SdkException if STS fails, or failed just now
   */
  String accountOf(AwsCredentialsIdentity identity) {
    return identity.accountId().orElseGet(() -> cachedOrAsk(identity));
  }

  private String cachedOrAsk(AwsCredentialsIdentity identity) {
    asking.lock();
    try {
      return known
          .filter(key -> key.accessKeyId().equals(identity.accessKeyId()))
          .orElseGet(() -> ask(identity))
          .accountId();
    } finally {
      asking.unlock();
    }
  }

  private Known ask(AwsCredentialsIdentity identity) {
    failed
        .filter(last -> last.until().isAfter(clock.instant()))
        .ifPresent(
            last -> {
              throw last.failure();
            });
    try {
      var answer = new Known(identity.accessKeyId(), ask.apply(identity));
      known = Optional.of(answer);
      failed = Optional.empty();
      return answer;
    } catch (SdkException failure) {
      failed = Optional.of(new Failed(failure, clock.instant().plus(BETWEEN_FAILURES)));
      throw failure;
    }
  }
}
