package io.bedrockoperator.aws.sdk;

import io.bedrockoperator.aws.AccountSessions;
import io.bedrockoperator.aws.OwnAccount;
import io.bedrockoperator.aws.rate.RateLimiter;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.AwsAccount;
import io.bedrockoperator.scheduling.RecentlyUsed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.utils.Lazy;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * One SDK client for each service, account and Region, and the budgets of their calls. They are
 * built when they are first needed, and the least recently used ones are evicted when there are too
 * many. All share one HTTP client and one set of threads. No client ever uses the credentials of
 * another account.
 */
public final class BedrockClients implements AutoCloseable {

  /**
   * How long the SDK may take.
   *
   * @param answer the limit for one attempt
   * @param call the limit for one call with all its attempts
   */
  public record Timeouts(Duration answer, Duration call) {
    public static final Timeouts DEFAULT =
        new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  /** A client that is evicted is built again in milliseconds. */
  static final int MOST_CLIENTS = 200;

  /** The number that the SDK would start for each client. */
  private static final int TIMER_THREADS = 5;

  private final RecentlyUsed<AccountRegion, BedrockClient> clients =
      new RecentlyUsed<>(
          MOST_CLIENTS, place -> build(BedrockClient.builder(), place), SdkAutoCloseable::close);
  private final RecentlyUsed<AccountRegion, ResourceGroupsTaggingApiClient> taggingClients =
      new RecentlyUsed<>(
          MOST_CLIENTS,
          place -> build(ResourceGroupsTaggingApiClient.builder(), place),
          SdkAutoCloseable::close);
  private final RecentlyUsed<AccountRegion, RateLimiter> budgets =
      new RecentlyUsed<>(
          AccountRegion.MOST_REMEMBERED,
          place -> budget("bedrock", place, this.budgets),
          gone -> {});
  private final RecentlyUsed<AccountRegion, RateLimiter> taggingBudgets =
      new RecentlyUsed<>(
          AccountRegion.MOST_REMEMBERED,
          place -> budget("tagging", place, this.taggingBudgets),
          gone -> {});
  private final ScheduledThreadPoolExecutor timers = timers();
  private final SdkHttpClient http;
  private final IdentityProvider<AwsCredentialsIdentity> credentials;
  private final RetryMode retryMode;
  private final Timeouts timeouts;
  private final RateLimiter.Clock clock;
  private final CallMeter meter;
  private final OwnIdentity ownIdentity;
  private final AccountCredentials accounts;

  /**
   * Builds no client yet.
   *
   * @param credentials resolved before every call, so that credentials which appear later are found
   * @param regions the Regions that have a metric label of their own
   * @param stsRegion the Region to assume roles in; resolved when STS is first called
   */
  public BedrockClients(
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      Timeouts timeouts,
      MeterRegistry meters,
      Set<String> regions,
      Supplier<Optional<String>> stsRegion) {
    this(credentials, timeouts, meters, regions, stsRegion, RateLimiter.Clock.SYSTEM);
  }

  BedrockClients(
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      Timeouts timeouts,
      MeterRegistry meters,
      Set<String> regions,
      Supplier<Optional<String>> stsRegion,
      RateLimiter.Clock clock) {
    this.http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(timeouts.answer())
            // Longer than an attempt, so that the same limit, with the same message, ends every
            // call that hangs.
            .socketTimeout(timeouts.call())
            .build();
    this.credentials = new ClassifyingCredentialsProvider(credentials);
    this.retryMode = RetryMode.resolver().defaultRetryMode(RetryMode.STANDARD).resolve();
    this.timeouts = timeouts;
    this.clock = clock;
    this.meter = new CallMeter(meters, regions);
    var sts = new Lazy<>(() -> sts(stsRegion.get()));
    this.ownIdentity =
        new OwnIdentity(
            this.credentials,
            // With exactly those credentials: the source may have others by then.
            identity ->
                sts.getValue()
                    .getCallerIdentity(
                        GetCallerIdentityRequest.builder()
                            .overrideConfiguration(
                                call -> call.credentialsProvider(new FixedCredentials(identity)))
                            .build())
                    .account(),
            InstantSource.system());
    this.accounts =
        new AccountCredentials(
            sts::getValue, this.credentials, ownIdentity, InstantSource.system());
  }

  /** Uses credentials and endpoints from the SDK's own standard variables and chains. */
  public static BedrockClients standard(
      MeterRegistry meters, Set<String> regions, Supplier<Optional<String>> stsRegion) {
    return new BedrockClients(
        new DefaultCredentials(CredentialsSource.standard()),
        Timeouts.DEFAULT,
        meters,
        regions,
        stsRegion);
  }

  BedrockClient in(AccountRegion place) {
    return clients.get(place);
  }

  ResourceGroupsTaggingApiClient taggingIn(AccountRegion place) {
    return taggingClients.get(place);
  }

  /** The budget of the calls to Bedrock. AWS counts all calls in an account together. */
  RateLimiter budgetIn(AccountRegion place) {
    return budgets.get(counted(place));
  }

  /** The budget of the calls to the tagging API, which AWS counts separately. */
  RateLimiter taggingBudgetIn(AccountRegion place) {
    return taggingBudgets.get(counted(place));
  }

  /** A BedrockAccount may name the operator's own account, and then shares its budget. */
  private AccountRegion counted(AccountRegion place) {
    return ownIdentity.id().equals(Optional.of(place.account().id()))
        ? AccountRegion.own(place.region())
        : place.ofAnyCredentials();
  }

  private RateLimiter budget(
      String api, AccountRegion place, RecentlyUsed<AccountRegion, RateLimiter> all) {
    meter.show(api, place, () -> all.present(place));
    return new RateLimiter(place.region(), clock);
  }

  private static ScheduledThreadPoolExecutor timers() {
    var timers =
        new ScheduledThreadPoolExecutor(
            TIMER_THREADS, Thread.ofPlatform().daemon().name("aws-timeout-", 0).factory());
    // Most calls are answered in time, and their timers would stay queued for nothing.
    timers.setRemoveOnCancelPolicy(true);
    return timers;
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      B builder, AccountRegion place) {
    return builder
        .region(Region.of(place.region()))
        .credentialsProvider(
            place.account().isOwn() ? credentials : accounts.of(place.account().uid()))
        .httpClient(http)
        .overrideConfiguration(override -> override(override, place.account().id()))
        .build();
  }

  private void override(ClientOverrideConfiguration.Builder override, String accountId) {
    override
        .addExecutionInterceptor(meter.interceptor(accountId))
        .scheduledExecutorService(timers)
        .retryStrategy(new RetriesUnlessThrottled(AwsRetryStrategy.forRetryMode(retryMode)))
        .apiCallAttemptTimeout(timeouts.answer())
        .apiCallTimeout(timeouts.call());
  }

  /** A client in the operator's own Region, or at the global endpoint if it has none. */
  private StsClient sts(Optional<String> region) {
    return StsClient.builder()
        .region(region.map(Region::of).orElse(Region.AWS_GLOBAL))
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(override -> override(override, AwsAccount.OWN.id()))
        .build();
  }

  /** The sessions of the accounts other than the operator's own. */
  public AccountSessions accounts() {
    return accounts;
  }

  public OwnAccount ownAccount() {
    return ownIdentity;
  }

  /** Records that AWS rejected the credentials of a call. */
  void rejected(AccountRegion place) {
    accounts.rejected(place.account().uid());
  }

  @Override
  public void close() {
    clients.values().forEach(BedrockClient::close);
    taggingClients.values().forEach(ResourceGroupsTaggingApiClient::close);
    accounts.close();
    timers.shutdownNow();
    http.close();
  }
}
