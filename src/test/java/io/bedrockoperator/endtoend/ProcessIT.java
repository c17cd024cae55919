package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static io.bedrockoperator.endtoend.Patience.soon;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.Fault;
import io.bedrockoperator.dev.emulator.FaultRule;
import io.bedrockoperator.status.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Starts, stops and deaths of the process. Whatever dies when, there is one profile. */
class ProcessIT {

  /** What Kubernetes is told to allow before it kills. */
  private static final Duration TERMINATION = Duration.ofSeconds(10);

  @AutoClose private static Stage stage;

  @BeforeAll
  static void prepare() {
    stage = Stage.in("process");
  }

  @AfterEach
  void letGo() {
    stage.bedrock().faults().release();
  }

  @Test
  void carriesOnWithWhatAKilledProcessCreated() {
    stage.start().awaitReady();
    createOf("killed").after(Fault.hang());
    var uid = stage.create("killed").getMetadata().getUid();
    soon().untilAsserted(() -> assertThat(stage.bedrock().faults().hanging()).isEqualTo(1));
    var arn = stage.outside().named(stage.profileName("killed")).getFirst().profile().arn();
    stage.operator().kill();
    assertThat(stage.status("killed").inferenceProfileArn()).isNull();

    stage.start();

    stage.eventually("killed", it -> it.isAvailable().hasArn(arn));
    assertThat(stage.outside().named(stage.profileName("killed"))).hasSize(1);
    assertThat(stage.status("killed").clientRequestToken()).isEqualTo(uid);
    assertThat(creationsOf("killed")).isEqualTo(1);
  }

  @Test
  void endsInTimeWhenToldToAndLeavesNothingTwice() {
    stage.start().awaitReady();
    createOf("before").before(Fault.hang());
    createOf("after").after(Fault.hang());
    stage.create("before");
    stage.create("after");
    soon().untilAsserted(() -> assertThat(stage.bedrock().faults().hanging()).isEqualTo(2));

    assertThat(stage.operator().terminate(TERMINATION)).isZero();

    assertThat(stage.operator().log()).contains("stopped").doesNotContain("failed", "\tat ");
    assertThat(stage.status("before").error()).isNull();
    assertThat(stage.status("after").error()).isNull();
    stage.start();
    soon()
        .untilAsserted(
            () -> {
              stage.assertThat("before").isAvailable();
              stage.assertThat("after").isAvailable();
            });
    stage.bedrock().faults().release();
    soon().untilAsserted(() -> assertThat(stage.bedrock().faults().hanging()).isZero());
    stage.known("before");
    assertThat(stage.outside().named(stage.profileName("before"))).hasSize(1);
    assertThat(stage.outside().named(stage.profileName("after"))).hasSize(1);
  }

  @Test
  void aRestartCostsReadyAndDoomedResourcesNothing() {
    stage.start().awaitReady();
    createOf("doomed").before(Fault.refuse("ValidationException", 400, "no such thing"));
    stage.create("doomed");
    stage.eventually("doomed", it -> it.hasReady("False", Reason.INVALID_SPEC));
    stage.create("idle", "tags: [{key: a, value: b}]");
    stage.known("idle");
    assertThat(stage.operator().terminate(TERMINATION)).isZero();
    var before = stage.get("idle").getMetadata().getResourceVersion();
    stage.bedrock().clearCalls();

    stage.start().awaitReady();
    stage.create("after-restart");
    stage.known("after-restart");

    var arn = stage.arn("idle");
    assertThat(stage.bedrock().calls())
        .extracting(Call::subject)
        .isNotEmpty()
        .doesNotContain(arn, stage.profileName("idle"), stage.profileName("doomed"));
    stage.assertThat("doomed").hasReady("False", Reason.INVALID_SPEC);
    assertThat(stage.get("idle").getMetadata().getResourceVersion()).isEqualTo(before);
  }

  @Test
  void startsWithoutCredentialsAndSaysSoOnEachResource() {
    stage.start(Map.of("AWS_ACCESS_KEY_ID", "", "AWS_SECRET_ACCESS_KEY", "")).awaitReady();
    stage.create("poor-1");
    stage.create("poor-2");

    soon()
        .untilAsserted(
            () -> {
              for (var name : new String[] {"poor-1", "poor-2"}) {
                stage
                    .assertThat(name)
                    .hasReady("False", Reason.CREDENTIALS_UNAVAILABLE)
                    .hasConditions("Ready", "Stalled");
              }
            });
    var error = Objects.requireNonNull(stage.status("poor-1").error());
    assertThat(error.operation()).isEqualTo("ListInferenceProfiles");
    assertThat(error.retryable()).isFalse();
    assertThat(error.httpStatusCode()).isNull();
    assertThat(stage.operator().answers("/healthz")).isTrue();
    assertThat(stage.operator().log()).doesNotContain("\tat ");

    stage.start();
    stage.eventually("poor-1", it -> it.isAvailable());
  }

  /** Without a limit, this waits for the end of the request until the socket's patience ends. */
  @Test
  void hangsUpOnARequestThatNeverEnds() throws IOException {
    var port = stage.start().awaitReady().port().orElseThrow();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) TERMINATION.toMillis());
      socket.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost: a\r\n".getBytes(US_ASCII));

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static FaultRule.Draft createOf(String resource) {
    return stage
        .bedrock()
        .faults()
        .on(CREATE_INFERENCE_PROFILE)
        .when(asked -> asked.subject().equals(stage.profileName(resource)));
  }

  private static long creationsOf(String resource) {
    return stage.bedrock().calls(CREATE_INFERENCE_PROFILE).stream()
        .filter(call -> call.subject().equals(stage.profileName(resource)))
        .count();
  }
}
