package io.bedrockoperator.aws.sdk;

import io.bedrockoperator.aws.AccountAccess;
import io.bedrockoperator.aws.AccountSessions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * The credentials of each account: those of its role, which the operator assumes with its own
 * credentials, or the operator's own ones. One thread refreshes all of them ahead of their
 * expiration. Safe for use by multiple threads.
 */
public final class AccountCredentials implements AccountSessions, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AccountCredentials.class);

  private static final Duration REFRESH_INTERVAL = Duration.ofMinutes(1);

  /**
   * @param generation the generation of the BedrockAccount that {@code access} comes from
   */
  private record Session(
      long generation, AccountAccess access, AccountIdentity identity, AtomicLong changes) {}

  private final Supplier<StsClient> sts;
  private final IdentityProvider<? extends AwsCredentialsIdentity> own;
  private final OwnIdentity ownIdentity;
  private final InstantSource clock;
  private final Set<Consumer<String>> listeners = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<String, Session> sessions = new ConcurrentHashMap<>();
  private final ScheduledExecutorService refreshing =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("account-credentials").factory());

  /**
   * @param sts a client in the operator's own Region, with its own credentials
   * @param own the operator's own credentials
   * @param ownIdentity tells which account they belong to
   */
  AccountCredentials(
      Supplier<StsClient> sts,
      IdentityProvider<? extends AwsCredentialsIdentity> own,
      OwnIdentity ownIdentity,
      InstantSource clock) {
    this.sts = sts;
    this.own = own;
    this.ownIdentity = ownIdentity;
    this.clock = clock;
    var unused =
        refreshing.scheduleWithFixedDelay(
            this::refresh,
            REFRESH_INTERVAL.toMillis(),
            REFRESH_INTERVAL.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void onChange(Consumer<String> listener) {
    listeners.add(listener);
  }

  @Override
  public void open(String account, long generation, AccountAccess access) {
    sessions.compute(
        account,
        (unused, before) -> {
          if (before == null) {
            return session(account, generation, access, new AtomicLong());
          }
          if (before.generation() >= generation) {
            return before;
          }
          if (before.access().equals(access)) {
            return new Session(generation, access, before.identity(), before.changes());
          }
          before.changes().incrementAndGet();
          return session(account, generation, access, before.changes());
        });
  }

  @Override
  public long changes(String account) {
    return Optional.ofNullable(sessions.get(account))
        .map(session -> session.changes().get())
        .orElse(0L);
  }

  @Override
  public void close(String account) {
    sessions.remove(account);
  }

  @Override
  public Optional<Problem> check(String account) {
    try {
      var unused = resolve(account);
      return Optional.empty();
    } catch (SdkException failure) {
      return Optional.of(new Problem(kindOf(failure), Causes.withoutTimes(Causes.of(failure))));
    }
  }

  private static Problem.Kind kindOf(SdkException failure) {
    return switch (failure) {
      case OtherAccountException other -> Problem.Kind.OTHER_ACCOUNT;
      case CredentialsUnavailableException refused -> Problem.Kind.DENIED;
      default -> Problem.Kind.UNREACHABLE;
    };
  }

  /** The credentials of whichever role the account has when a call begins. */
  IdentityProvider<AwsCredentialsIdentity> of(String account) {
    return new LateBound(() -> resolve(account));
  }

  /** Records that AWS rejected the credentials of the account. */
  void rejected(String account) {
    Optional.ofNullable(sessions.get(account)).ifPresent(session -> session.identity().rejected());
  }

  private record LateBound(Supplier<AwsCredentialsIdentity> resolve)
      implements IdentityProvider<AwsCredentialsIdentity> {
    @Override
    public Class<AwsCredentialsIdentity> identityType() {
      return AwsCredentialsIdentity.class;
    }

    @Override
    public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(
        ResolveIdentityRequest request) {
      return CompletableFuture.completedFuture(resolve.get());
    }
  }

  /**
   * Any failure, except that of an unreachable or busy STS, means that there are no credentials.
   */
  private AwsCredentialsIdentity resolve(String account) {
    var session =
        Optional.ofNullable(sessions.get(account))
            .orElseThrow(
                () ->
                    new CredentialsUnavailableException(
                        "the BedrockAccount of these profiles is not there", null));
    try {
      return session.identity().resolveIdentity().join();
    } catch (CredentialsUnavailableException | AbortedException known) {
      throw known;
    } catch (SdkException failure) {
      throw switch (Failures.kindOf(failure)) {
        case UNAVAILABLE, THROTTLED -> failure;
        default -> new CredentialsUnavailableException(failure);
      };
    }
  }

  private Session session(
      String account, long generation, AccountAccess access, AtomicLong changes) {
    Runnable changed =
        () -> {
          changes.incrementAndGet();
          listeners.forEach(listener -> listener.accept(account));
        };
    return new Session(generation, access, identity(access, changed), changes);
  }

  private AccountIdentity identity(AccountAccess access, Runnable changed) {
    return access
        .roleArn()
        .<AccountIdentity>map(
            role ->
                new RoleCredentials(access.accountId(), () -> assume(role, access), clock, changed))
        .orElseGet(() -> new SameAccountCredentials(access.accountId(), own, ownIdentity));
  }

  /**
   * Calls STS directly: if the role was deleted and created again, the SDK's own provider would
   * keep returning the old sessions until they expire.
   */
  private AwsCredentialsIdentity assume(String role, AccountAccess access) {
    var answer = sts.get().assumeRole(request(role, access));
    var credentials = answer.credentials();
    if (credentials == null || answer.assumedRoleUser() == null) {
      throw SdkClientException.create("STS answered without credentials for " + role);
    }
    return AwsSessionCredentials.builder()
        .accessKeyId(credentials.accessKeyId())
        .secretAccessKey(credentials.secretAccessKey())
        .sessionToken(credentials.sessionToken())
        .expirationTime(credentials.expiration())
        .accountId(accountOf(answer.assumedRoleUser().arn()))
        .build();
  }

  /** The account in {@code arn:aws:sts::123456789012:assumed-role/…} (STS AssumedRoleUser). */
  private static String accountOf(String assumedRole) {
    var parts = assumedRole.split(":", 6);
    return parts.length == 6 ? parts[4] : "";
  }

  private static AssumeRoleRequest request(String role, AccountAccess access) {
    var request = AssumeRoleRequest.builder().roleArn(role).roleSessionName(access.session());
    access.externalId().ifPresent(request::externalId);
    if (!access.sessionTags().isEmpty()) {
      request.tags(
          access.sessionTags().entrySet().stream()
              .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
              .toList());
    }
    return request.build();
  }

  /** Refreshes whatever expires soon; runs every {@link #REFRESH_INTERVAL}. */
  void refresh() {
    ownIdentity.ask();
    sessions.forEach(
        (account, session) -> {
          try {
            session.identity().refreshIfUsed();
          } catch (RuntimeException later) {
            LOG.debug("the role of the account {} is asked for again", account, later);
          }
        });
  }

  @Override
  public void close() {
    refreshing.shutdownNow();
  }
}
