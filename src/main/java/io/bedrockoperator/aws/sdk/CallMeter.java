package io.bedrockoperator.aws.sdk;

import io.bedrockoperator.aws.rate.RateLimiter;
import io.bedrockoperator.profile.AccountRegion;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import software.amazon.awssdk.awscore.AwsExecutionAttribute;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Times every request to AWS until its answer begins; each attempt of a call that the SDK retries
 * is a request of its own. Safe for use by multiple threads.
 */
final class CallMeter {

  /** The code of a request that AWS did not answer, or not in time. */
  static final String NO_ANSWER = "NoAnswer";

  /** Stands for every code that is not known here, since anything may answer in place of AWS. */
  static final String OTHER = "other";

  private static final String THROTTLED = "ThrottlingException";
  private static final String SUCCESS = "";
  private static final String CODE_HEADER = "x-amzn-ErrorType";
  private static final int TOO_MANY_REQUESTS = 429;

  /** The codes of the operations that are called, and those common to all AWS services. */
  private static final Set<String> CODES =
      Set.of(
          THROTTLED,
          "AccessDenied",
          "AccessDeniedException",
          "ConflictException",
          "InternalServerException",
          "InternalServiceException",
          "InvalidParameterException",
          "ResourceInUseException",
          "ResourceNotFoundException",
          "ServiceQuotaExceededException",
          "ServiceUnavailableException",
          "ThrottledException",
          "TooManyTagsException",
          "ValidationException");

  private static final ExecutionAttribute<Attempt> ATTEMPT =
      new ExecutionAttribute<>("io.bedrockoperator.Attempt");

  private static final String REGION = "region";
  private static final String ACCOUNT = "account";

  /**
   * A request whose outcome is not recorded yet.
   *
   * @param took the time until the answer; empty while there is none
   */
  private record Attempt(long startedAt, Optional<Duration> took) {}

  private final MeterProvider<Timer> requests;
  private final MeterRegistry meters;
  private final Set<String> regions;

  /**
   * @param regions the Regions that have a label of their own; a profile that is being deleted may
   *     be in any other
   */
  CallMeter(MeterRegistry meters, Set<String> regions) {
    this.meters = meters;
    this.regions = Set.copyOf(regions);
    this.requests =
        Timer.builder("bedrock_operator_aws_request_duration")
            .description("Requests to AWS, each attempt of a call by itself, until the answer.")
            .serviceLevelObjectives(
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofMillis(2500),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10))
            .withRegistry(meters);
  }

  /**
   * Registers gauges of the budget of a Region, if the Region has a label of its own.
   *
   * @param api the API whose calls the budget counts
   * @param present the current budget, which may be evicted and built anew; empty meanwhile
   */
  void show(String api, AccountRegion place, Supplier<Optional<RateLimiter>> present) {
    if (regions.contains(place.region())) {
      var tags = Tags.of("api", api, REGION, place.region(), ACCOUNT, place.account().id());
      Gauge.builder("bedrock_operator_call_budget", () -> of(present, RateLimiter::perSecond))
          .description("Calls to AWS a second that may leave now, as far as its limit is known.")
          .tags(tags)
          .register(meters);
      Gauge.builder("bedrock_operator_calls_waiting", () -> of(present, RateLimiter::waiting))
          .description("Calls to AWS that wait for their turn.")
          .tags(tags)
          .register(meters);
    }
  }

  private static double of(
      Supplier<Optional<RateLimiter>> present, ToDoubleFunction<RateLimiter> measure) {
    return present.get().stream().mapToDouble(measure).findFirst().orElse(Double.NaN);
  }

  /**
   * The interceptor for the clients of one account.
   *
   * @param accountId empty for the operator's own account
   */
  ExecutionInterceptor interceptor(String accountId) {
    return new OfAccount(accountId);
  }

  private final class OfAccount implements ExecutionInterceptor {

    private final String accountId;

    private OfAccount(String accountId) {
      this.accountId = accountId;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes call) {
      end(call, OTHER);
      call.putAttribute(ATTEMPT, new Attempt(System.nanoTime(), Optional.empty()));
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes call) {
      var startedAt = call.getAttribute(ATTEMPT).startedAt;
      var took = Duration.ofNanos(System.nanoTime() - startedAt);
      call.putAttribute(ATTEMPT, new Attempt(startedAt, Optional.of(took)));
      var response = context.httpResponse();
      if (response.isSuccessful()) {
        end(call, SUCCESS);
      } else if (response.statusCode() == TOO_MANY_REQUESTS) {
        end(call, THROTTLED);
      } else {
        // Without the header, the code is in the body, which is read later.
        response.firstMatchingHeader(CODE_HEADER).ifPresent(code -> end(call, known(code)));
      }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes call) {
      end(
          call,
          context.exception() instanceof AwsServiceException answered
              ? Optional.ofNullable(answered.awsErrorDetails())
                  .map(AwsErrorDetails::errorCode)
                  .map(CallMeter::known)
                  .orElse(OTHER)
              : OTHER);
    }

    /**
     * @param code the code if there was an answer; {@link #NO_ANSWER} is recorded otherwise
     */
    private void end(ExecutionAttributes call, String code) {
      var attempt = call.getAttribute(ATTEMPT);
      if (attempt == null) {
        return;
      }
      call.putAttribute(ATTEMPT, null);
      var region = call.getAttribute(AwsExecutionAttribute.AWS_REGION).id();
      requests
          .withTags(
              Tags.of(
                  "operation",
                  call.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
                  REGION,
                  regions.contains(region) ? region : OTHER,
                  ACCOUNT,
                  accountId,
                  "code",
                  attempt.took.isEmpty() ? NO_ANSWER : code))
          .record(
              attempt.took.orElseGet(
                  () -> Duration.ofNanos(System.nanoTime() - attempt.startedAt)));
    }
  }

  /** AWS appends the URI of a namespace to some codes, after a colon. */
  private static String known(String said) {
    var code = said.split(":", 2)[0];
    return CODES.contains(code) || RejectedCredentials.CODES.contains(code) ? code : OTHER;
  }
}
