package io.bedrockoperator.aws.sdk;

import io.bedrockoperator.aws.AccountAccess;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * The credentials by which each account is reached: by the role of the account, which the
 * operator's own credentials assume. Refreshed ahead, by one thread for all. Safe for many threads.
 */
public final class AccountCredentials implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AccountCredentials.class);

  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  private record Role(
      AccountAccess access,
      StsAssumeRoleCredentialsProvider provider,
      RoleCredentials credentials) {

    void close() {
      provider.close();
    }
  }

  private final StsClient sts;
  private final InstantSource clock;
  private final Consumer<String> recovered;
  private final ConcurrentMap<String, Role> roles = new ConcurrentHashMap<>();
  private final ScheduledExecutorService refreshing =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("account-credentials").factory());

  /**
   * Reaches no account yet.
   *
   * @param sts in the operator's own Region, with its own credentials
   * @param recovered told which account can be reached again after it could not
   */
  AccountCredentials(StsClient sts, InstantSource clock, Consumer<String> recovered) {
    this.sts = sts;
    this.clock = clock;
    this.recovered = recovered;
    var unused =
        refreshing.scheduleWithFixedDelay(
            this::refresh, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * From now on, the account is reached so. What was handed out by another role is not used for any
   * call that begins afterwards.
   *
   * @param account the uid of its BedrockAccount
   */
  public void reach(String account, AccountAccess access) {
    roles.compute(
        account,
        (unused, before) -> {
          if (before != null && before.access().equals(access)) {
            return before;
          }
          Optional.ofNullable(before).ifPresent(Role::close);
          return role(account, access);
        });
  }

  /** The account is not reached any more. */
  public void leave(String account) {
    Optional.ofNullable(roles.remove(account)).ifPresent(Role::close);
  }

  /** Why the account cannot be reached, in AWS's words; empty while it can, or nobody tried. */
  public Optional<String> failure(String account) {
    return Optional.ofNullable(roles.get(account))
        .flatMap(role -> role.credentials().failure())
        .map(Causes::of);
  }

  /** Whatever role the account has when a call begins. */
  IdentityProvider<AwsCredentialsIdentity> of(String account) {
    return new ClassifyingCredentialsProvider(new LateBound(account, roles));
  }

  private record LateBound(String account, Map<String, Role> roles)
      implements IdentityProvider<AwsCredentialsIdentity> {
    @Override
    public Class<AwsCredentialsIdentity> identityType() {
      return AwsCredentialsIdentity.class;
    }

    @Override
    public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(
        ResolveIdentityRequest request) {
      return Optional.ofNullable(roles.get(account))
          .map(role -> role.credentials().resolveIdentity(request))
          .orElseThrow(
              () ->
                  new CredentialsUnavailableException(
                      "the account of these profiles is not known to the operator", null));
    }
  }

  private Role role(String account, AccountAccess access) {
    var provider =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(request(access))
            // As far ahead as it is asked, so that it asks STS then.
            .prefetchTime(RoleCredentials.AHEAD)
            .build();
    return new Role(
        access,
        provider,
        new RoleCredentials(
            access.accountId(),
            provider::resolveCredentials,
            clock,
            () -> recovered.accept(account)));
  }

  private static AssumeRoleRequest request(AccountAccess access) {
    var request =
        AssumeRoleRequest.builder().roleArn(access.roleArn()).roleSessionName(access.session());
    access.externalId().ifPresent(request::externalId);
    if (!access.sessionTags().isEmpty()) {
      request.tags(
          access.sessionTags().entrySet().stream()
              .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
              .toList());
    }
    return request.build();
  }

  private void refresh() {
    roles.forEach(
        (account, role) -> {
          try {
            role.credentials().refreshIfUsed();
          } catch (SdkException later) {
            LOG.debug("the role of the account {} is asked for again", account, later);
          }
        });
  }

  @Override
  public void close() {
    refreshing.shutdownNow();
    roles.values().forEach(Role::close);
    sts.close();
  }
}
