package io.bedrockoperator.aws.sdk;

import static io.bedrockoperator.aws.sdk.StoreOverHttp.ARN;
import static io.bedrockoperator.aws.sdk.StoreOverHttp.CHAT;
import static io.bedrockoperator.aws.sdk.StoreOverHttp.fails;
import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.aws.BedrockOperation;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.aws.rate.RateLimiter;
import io.bedrockoperator.aws.sdk.BedrockClients.Timeouts;
import io.bedrockoperator.dev.emulator.BedrockEmulator;
import io.bedrockoperator.dev.emulator.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/** What becomes of calls that Bedrock never answers: attempts, time, doors and credentials. */
class StoreReachTest {

  @RegisterExtension final StoreOverHttp bedrock = new StoreOverHttp();

  private BedrockEmulator emulator() {
    return bedrock.emulator();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void saysTheSameHoweverOftenItTried(int attempts) {
    bedrock.faults().onAny().always().before(Fault.drop());

    var failure = fails(bedrock.storeTrying(attempts), store -> store.find(ARN));

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.answer().message())
        .isEqualTo(
            "SocketException: Unexpected end of file from server (%s)"
                .formatted(emulator().endpoint()));
    assertThat(failure.answer().httpStatusCode()).isEmpty();
    assertThat(failure.answer().requestId()).isEmpty();
  }

  @Test
  void saysWhatBedrockSaidHoweverOftenItTried() {
    bedrock.faults().onAny().always().before(Fault.refuse("InternalServerException", 500, "Oops."));

    var failure = fails(bedrock.storeTrying(2), store -> store.find(ARN));

    assertThat(emulator().calls()).hasSize(2);
    assertThat(failure).hasMessage("GetInferenceProfile: Oops.");
  }

  @Test
  void triesAgainByItself() {
    bedrock.faults().onAny().before(Fault.drop());

    assertThat(bedrock.storeTrying(2).find(ARN)).isEmpty();
    assertThat(emulator().calls()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard", "legacy", "adaptive"})
  void leavesWhatWasThrottledToTheBudget(String retryMode) {
    var throttled = Fault.refuse("ThrottlingException", 429, "Slow down.");
    bedrock.faults().onAny().always().before(throttled);

    var failure = fails(bedrock.storeTrying(3, retryMode), store -> store.find(ARN));

    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(failure).hasMessage("GetInferenceProfile: Slow down.");
    assertThat(emulator().calls()).hasSize(RateLimiter.ATTEMPTS);
  }

  @Test
  void repeatsWhatWasThrottledInItsTurn() {
    bedrock
        .faults()
        .on(CREATE_INFERENCE_PROFILE)
        .before(Fault.refuse("ThrottlingException", 429, "Slow down."));

    bedrock.store().create(CHAT, "uid-1");

    assertThat(emulator().calls())
        .hasSize(2)
        .allSatisfy(call -> assertThat(call.token()).isEqualTo("uid-1"));
    assertThat(emulator().account().outside("us-east-1").profiles()).hasSize(1);
    assertThat(bedrock.waited()).isPositive();
  }

  @Test
  void sharesABudgetOverNamespacesButNotOverRegions() {
    bedrock.storeFor("team-a", "us-east-1").find(ARN);
    assertThat(bedrock.waited()).isZero();
    bedrock.storeFor("team-a", "eu-west-1").find(ARN.replace("us-east-1", "eu-west-1"));
    assertThat(bedrock.waited()).isZero();
    bedrock.storeFor("team-b", "us-east-1").find(ARN);
    assertThat(bedrock.waited()).isPositive();
  }

  @Test
  void keepsTheTokenOverItsOwnAttempts() {
    bedrock.faults().on(CREATE_INFERENCE_PROFILE).after(Fault.drop());

    bedrock.storeTrying(2).create(CHAT, "uid-1");

    assertThat(emulator().calls())
        .hasSize(2)
        .allSatisfy(call -> assertThat(call.token()).isEqualTo("uid-1"));
    assertThat(emulator().account().outside("us-east-1").profiles()).hasSize(1);
  }

  @Test
  void callsAClosedDoorUnavailable() throws IOException {
    URI nobody;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    var failure = fails(bedrock.storeAt(nobody), store -> store.find(ARN));

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.answer().message())
        .isEqualTo("ConnectException: Connection refused (%s)".formatted(nobody));
    assertThat(failure.answer().code()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"200, 10000", "10000, 200"})
  void waitsNoLongerThanItWasTold(int answer, int call) {
    bedrock.faults().onAny().always().before(Fault.hang());

    var failure =
        fails(
            bedrock.storeWith(new Timeouts(Duration.ofMillis(answer), Duration.ofMillis(call))),
            store -> store.find(ARN));

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.answer().message())
        .contains("200 millis")
        .endsWith("(%s)".formatted(emulator().endpoint()));
    assertThat(failure.answer().httpStatusCode()).isEmpty();
  }

  @Test
  void waitsNoLongerForTheTagsOfManyEither() {
    bedrock.faults().onAny().always().before(Fault.hang());

    var failure =
        fails(
            bedrock.storeWith(new Timeouts(Duration.ofMillis(200), Duration.ofSeconds(10))),
            store -> store.tagsOf(List.of(ARN)));

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.answer().message()).contains("200 millis");
  }

  @Test
  void asksForTheTagsOfManyUnderTheSameCredentials() {
    var failure =
        fails(
            bedrock.storeWith(failing(SdkClientException.create("No credentials."), true)),
            store -> store.tagsOf(List.of(ARN)));

    assertThat(failure.kind()).isEqualTo(Kind.NO_CREDENTIALS);
    assertThat(failure.answer().operation()).isEqualTo(BedrockOperation.GET_RESOURCES);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tellsMissingCredentialsFromEverythingElse(boolean atOnce) {
    var failure =
        fails(
            bedrock.storeWith(failing(SdkClientException.create("No credentials."), atOnce)),
            store -> store.find(ARN));

    assertThat(failure.kind()).isEqualTo(Kind.NO_CREDENTIALS);
    assertThat(failure.answer().operation()).isEqualTo(BedrockOperation.GET_INFERENCE_PROFILE);
    assertThat(failure.answer().message()).isEqualTo("No credentials.");
    assertThat(failure.answer().code()).isEmpty();
    assertThat(emulator().calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tellsCredentialsThatCannotBeReadFromEverythingElse(boolean atOnce) {
    var failure =
        fails(
            bedrock.storeWith(failing(new IllegalStateException("No token file."), atOnce)),
            store -> store.find(ARN));

    assertThat(failure.kind()).isEqualTo(Kind.NO_CREDENTIALS);
    assertThat(failure.answer().message()).isEqualTo("IllegalStateException: No token file.");
  }

  private static IdentityProvider<AwsCredentialsIdentity> failing(
      RuntimeException failure, boolean atOnce) {
    return new IdentityProvider<>() {
      @Override
      public Class<AwsCredentialsIdentity> identityType() {
        return AwsCredentialsIdentity.class;
      }

      @Override
      public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(
          ResolveIdentityRequest request) {
        if (atOnce) {
          throw failure;
        }
        return CompletableFuture.failedFuture(failure);
      }
    };
  }
}
