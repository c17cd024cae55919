package io.bedrockoperator.bedrock;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;

/**
 * One SDK client for each service and Region, and the budgets of their calls, built when they are
 * first needed; all share one HTTP client and one set of credentials, so they stand for one
 * account.
 */
public final class BedrockClients implements AutoCloseable {

  /**
   * How long the SDK may take.
   *
   * @param answer for one attempt
   * @param call for one call with all its attempts
   */
  public record Timeouts(Duration answer, Duration call) {
    public static final Timeouts DEFAULT =
        new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  private final ConcurrentMap<String, BedrockClient> clients = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, ResourceGroupsTaggingApiClient> taggingClients =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<String, CallBudget> budgets = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, CallBudget> taggingBudgets = new ConcurrentHashMap<>();
  private final SdkHttpClient http;
  private final IdentityProvider<AwsCredentialsIdentity> credentials;
  private final RetryMode retryMode;
  private final Timeouts timeouts;
  private final CallBudget.Clock clock;
  private final CallMeter meter;

  /**
   * Builds nothing yet.
   *
   * @param credentials asked before every call, so that credentials which appear later are found
   */
  public BedrockClients(
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      Timeouts timeouts,
      MeterRegistry meters) {
    this(credentials, timeouts, meters, CallBudget.Clock.SYSTEM);
  }

  BedrockClients(
      IdentityProvider<? extends AwsCredentialsIdentity> credentials,
      Timeouts timeouts,
      MeterRegistry meters,
      CallBudget.Clock clock) {
    this.http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(timeouts.answer())
            // Longer than an attempt, so that one and the same limit, and so one and the same
            // message, ends every call that hangs.
            .socketTimeout(timeouts.call())
            .build();
    this.credentials = new DiscernibleCredentials(credentials);
    this.retryMode = RetryMode.resolver().defaultRetryMode(RetryMode.STANDARD).resolve();
    this.timeouts = timeouts;
    this.clock = clock;
    this.meter = new CallMeter(meters);
  }

  /** Credentials and endpoints from the SDK's own standard variables and chains. */
  public static BedrockClients standard(MeterRegistry meters) {
    return new BedrockClients(
        new DefaultCredentials(CredentialsSource.standard()), Timeouts.DEFAULT, meters);
  }

  BedrockClient in(String region) {
    return clients.computeIfAbsent(region, name -> build(BedrockClient.builder(), name));
  }

  ResourceGroupsTaggingApiClient taggingIn(String region) {
    return taggingClients.computeIfAbsent(
        region, name -> build(ResourceGroupsTaggingApiClient.builder(), name));
  }

  /** Of the calls to Bedrock. */
  CallBudget budgetIn(String region) {
    return budgets.computeIfAbsent(region, its -> budget("bedrock", its));
  }

  /** The tagging API counts for itself. */
  CallBudget taggingBudgetIn(String region) {
    return taggingBudgets.computeIfAbsent(region, its -> budget("tagging", its));
  }

  private CallBudget budget(String api, String region) {
    var budget = new CallBudget(region, clock);
    meter.show(budget, api, region);
    return budget;
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      B builder, String region) {
    return builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(
            override ->
                override
                    .addExecutionInterceptor(meter)
                    .retryStrategy(
                        new RetriesUnlessThrottled(AwsRetryStrategy.forRetryMode(retryMode)))
                    .apiCallAttemptTimeout(timeouts.answer())
                    .apiCallTimeout(timeouts.call()))
        .build();
  }

  @Override
  public void close() {
    clients.values().forEach(BedrockClient::close);
    taggingClients.values().forEach(ResourceGroupsTaggingApiClient::close);
    http.close();
  }
}
