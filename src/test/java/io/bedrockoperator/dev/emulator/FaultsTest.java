package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.Wire.NOVA;
import static io.bedrockoperator.dev.emulator.Wire.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.model.BedrockException;
import software.amazon.awssdk.services.bedrock.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrock.model.ThrottlingException;

class FaultsTest {
  @AutoClose private final Wire wire = new Wire();

  @Test
  void aFaultBeforeTheEffectPreventsIt() {
    wire.emulator
        .faults()
        .on(Operation.CREATE_INFERENCE_PROFILE)
        .before(Fault.refuse("InternalServerException", 500, "x"));

    var thrown = refused(BedrockException.class, () -> wire.create("a"));

    assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo("InternalServerException");
    assertThat(wire.account.outside("us-east-1").profiles()).isEmpty();
    assertThat(wire.emulator.calls())
        .extracting(Call::answer)
        .containsExactly("InternalServerException");
    wire.create("a");
  }

  @Test
  void aFaultAfterTheEffectOnlyHidesIt() {
    wire.emulator.faults().on(Operation.CREATE_INFERENCE_PROFILE).after(Fault.emptyBody(503));

    var thrown = refused(BedrockException.class, () -> wire.create("a"));

    assertThat(thrown.statusCode()).isEqualTo(503);
    assertThat(wire.account.outside("us-east-1").named("a")).hasSize(1);
  }

  @Test
  void theSdksOwnRetryMeetsItsTokenAgain() {
    wire.emulator.faults().on(Operation.CREATE_INFERENCE_PROFILE).after(Fault.emptyBody(500));
    try (var patient = wire.client(Region.US_EAST_1, 2)) {
      patient.createInferenceProfile(
          r -> r.inferenceProfileName("a").modelSource(s -> s.copyFrom(NOVA)));
    }

    assertThat(wire.emulator.calls()).extracting(Call::answer).containsExactly("fault 500", "201");
    assertThat(wire.emulator.calls().stream().map(Call::token).distinct()).hasSize(1);
    assertThat(wire.account.outside("us-east-1").named("a")).hasSize(1);
  }

  @Test
  void replyFaultsReachTheSdkAsTheyAre() {
    var list = wire.emulator.faults().on(Operation.LIST_INFERENCE_PROFILES);
    list.before(Fault.noCode(400, "no code"));
    list.before(Fault.garbage(200));
    list.before(Fault.refuse("SomethingNew", 400, "new"));
    list.before(Fault.refuse("ServiceUnavailableException", 503, "s"));

    var noCode = refused(BedrockException.class, wire::list);
    assertThat(noCode.awsErrorDetails().errorCode()).isNull();
    assertThat(noCode.awsErrorDetails().errorMessage()).isEqualTo("no code");
    assertThatThrownBy(wire::list).isNotInstanceOf(BedrockException.class);
    var unknown = refused(BedrockException.class, wire::list);
    assertThat(unknown.awsErrorDetails().errorCode()).isEqualTo("SomethingNew");
    refused(ServiceUnavailableException.class, wire::list);
    wire.list();
  }

  @Test
  void aRuleStrikesTheCallsItNames() {
    wire.emulator
        .faults()
        .on(Operation.CREATE_INFERENCE_PROFILE)
        .when(asked -> asked.subject().startsWith("a"))
        .in("us-east-1")
        .nth(2)
        .times(2)
        .before(Fault.throttle());

    wire.create("a1");
    wire.create("b1");
    refused(ThrottlingException.class, () -> wire.create("a2"));
    wire.create("b2");
    refused(ThrottlingException.class, () -> wire.create("a3"));
    wire.create("a4");
    wire.list();
  }

  @Test
  void aPermanentRuleStrikesUntilCleared() {
    wire.emulator.faults().onAny().in("us-west-2").before(Fault.drop());
    wire.emulator.faults().onAny().always().before(Fault.throttle());
    for (int i = 0; i < 3; i++) {
      refused(ThrottlingException.class, wire::list);
    }
    wire.emulator.faults().clear();
    wire.list();
  }

  @Test
  void aDroppedConnectionHasNoAnswer() {
    wire.emulator.faults().on(Operation.CREATE_INFERENCE_PROFILE).after(Fault.drop());
    var body = "{\"inferenceProfileName\":\"a\",\"modelSource\":{\"copyFrom\":\"" + NOVA + "\"}}";

    assertThatThrownBy(
            () ->
                wire.http.send(
                    wire.request("/inference-profiles").POST(BodyPublishers.ofString(body)).build(),
                    BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);

    assertThat(wire.emulator.calls()).extracting(Call::answer).containsExactly(Call.DROPPED);
    assertThat(wire.account.outside("us-east-1").named("a")).hasSize(1);
  }

  @Test
  void aHangingCallGoesOnWhenReleased() {
    wire.emulator.faults().on(Operation.CREATE_INFERENCE_PROFILE).before(Fault.hang());
    var call = CompletableFuture.supplyAsync(() -> wire.create("a"));
    Awaitility.await().until(() -> wire.emulator.faults().hanging() == 1);

    assertThat(wire.emulator.calls()).extracting(Call::answer).containsExactly(Call.PENDING);
    assertThat(wire.account.outside("us-east-1").profiles()).isEmpty();
    wire.emulator.faults().release();

    assertThat(call.join()).contains("application-inference-profile");
    assertThat(wire.emulator.calls()).extracting(Call::answer).containsExactly("201");
  }

  static Stream<Fault> waiting() {
    return Stream.of(Fault.hang(), Fault.slow(Duration.ofDays(1)));
  }

  @ParameterizedTest
  @MethodSource("waiting")
  @Timeout(60)
  void closingEndsWhatWaitsWithoutEffect(Fault fault) {
    wire.emulator.faults().on(Operation.CREATE_INFERENCE_PROFILE).before(fault);
    var call = CompletableFuture.supplyAsync(() -> wire.create("a"));
    Awaitility.await().until(() -> !wire.emulator.calls().isEmpty());

    wire.emulator.close();

    assertThat(call).failsWithin(Duration.ofSeconds(30));
    assertThat(wire.emulator.calls()).extracting(Call::answer).containsExactly(Call.DROPPED);
    assertThat(wire.account.outside("us-east-1").profiles()).isEmpty();
  }

  @Test
  void aSlowCallStillSucceeds() {
    wire.emulator.faults().onAny().before(Fault.slow(Duration.ofMillis(1)));
    wire.account.configure(s -> s.withLatency(Duration.ofMillis(1)));
    wire.list();
    assertThat(wire.emulator.calls()).extracting(Call::answer).containsExactly("200");
  }
}
