package io.bedrockoperator.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.bedrockoperator.aws.AccountAccess;
import io.bedrockoperator.aws.AccountSessions.Problem;
import io.bedrockoperator.dev.emulator.BedrockEmulator;
import io.bedrockoperator.dev.emulator.EmulatedAccount;
import io.bedrockoperator.dev.emulator.IamRole;
import io.bedrockoperator.dev.emulator.Operation;
import io.bedrockoperator.dev.emulator.VirtualTime;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Roles of accounts over the emulated STS. */
class AccountCredentialsTest {

  private static final String ACCOUNT = "222233334444";
  private static final IamRole ROLE = IamRole.of("arn:aws:iam::222233334444:role/bedrock-operator");
  private static final AccountAccess ACCESS =
      new AccountAccess(ACCOUNT, Optional.of(ROLE.arn()), "team-a", Optional.empty(), Map.of());

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));
  private final BedrockEmulator emulator =
      BedrockEmulator.start(new EmulatedAccount("111122223333", time, 1));
  private final List<String> changed = new ArrayList<>();
  private final AwsCredentialsProvider own =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret"));
  private final StsClient sts =
      StsClient.builder()
          .region(Region.US_EAST_1)
          .endpointOverride(emulator.endpoint())
          .httpClient(UrlConnectionHttpClient.create())
          .credentialsProvider(own)
          .build();
  private final AccountCredentials credentials =
      new AccountCredentials(
          () -> sts,
          own,
          new OwnIdentity(own, any -> sts.getCallerIdentity().account(), time),
          time);

  AccountCredentialsTest() {
    credentials.onChange(changed::add);
  }

  @AfterEach
  void close() {
    credentials.close();
    emulator.close();
  }

  private AwsCredentialsIdentity identity() {
    return credentials.of("uid-a").resolveIdentity(ResolveIdentityRequest.builder().build()).join();
  }

  @Test
  void areOfTheAccountsRole() {
    emulator.sts().put(ROLE);
    credentials.open("uid-a", 1, ACCESS);

    assertThat(identity().accountId()).contains(ACCOUNT);
    assertThat(identity().accessKeyId()).isEqualTo(identity().accessKeyId());
    assertThat(emulator.sts().requests(ROLE.arn())).isOne();
  }

  @Test
  void sayWhatStsSaysAndAskItNoMoreForAWhile() {
    emulator.sts().put(ROLE.withoutTrust());
    credentials.open("uid-a", 1, ACCESS);
    var changes = credentials.changes("uid-a");

    for (var i = 0; i < 3; i++) {
      assertThatThrownBy(this::identity)
          .isInstanceOf(CredentialsUnavailableException.class)
          .hasMessageContaining("AccessDenied", "sts:AssumeRole");
    }

    assertThat(emulator.sts().requests(ROLE.arn())).isOne();
    assertThat(credentials.check("uid-a"))
        .hasValueSatisfying(
            why -> {
              assertThat(why.kind()).isEqualTo(Problem.Kind.DENIED);
              assertThat(why.message()).contains("AccessDenied");
            });
    assertThat(changed).containsExactly("uid-a");
    assertThat(credentials.changes("uid-a")).isNotEqualTo(changes);
  }

  /** A reconciliation may have read the BedrockAccount before it was changed. */
  @Test
  void ignoreWhatTheAccountSaidBefore() {
    emulator.sts().put(ROLE);
    credentials.open("uid-a", 2, ACCESS);

    credentials.open(
        "uid-a",
        1,
        new AccountAccess(
            ACCOUNT, Optional.of(ROLE.arn() + "-before"), "team-a", Optional.empty(), Map.of()));

    assertThat(credentials.check("uid-a")).isEmpty();
  }

  @Test
  void areTheOperatorsOwnWhereNoRoleIsNamedIfTheyAreOfTheAccount() {
    credentials.open(
        "uid-own",
        1,
        new AccountAccess("111122223333", Optional.empty(), "own", Optional.empty(), Map.of()));
    credentials.open(
        "uid-other",
        1,
        new AccountAccess(ACCOUNT, Optional.empty(), "other", Optional.empty(), Map.of()));

    assertThat(credentials.of("uid-own").resolveIdentity().join().accessKeyId()).isEqualTo("AKID");
    assertThat(credentials.check("uid-other"))
        .hasValueSatisfying(why -> assertThat(why.kind()).isEqualTo(Problem.Kind.OTHER_ACCOUNT));
    assertThat(
            emulator.calls().stream()
                .filter(call -> call.operation() == Operation.GET_CALLER_IDENTITY))
        .hasSize(1);
  }

  @Test
  void sayWhenStsIsOutOfReach() {
    emulator.close();
    credentials.open("uid-a", 1, ACCESS);

    assertThat(credentials.check("uid-a"))
        .hasValueSatisfying(why -> assertThat(why.kind()).isEqualTo(Problem.Kind.UNREACHABLE));
  }

  /** As what stands in between may do. */
  @Test
  void sayWhenAnAnswerHasNone() throws IOException {
    var garbled = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    garbled.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, -1);
          exchange.close();
        });
    garbled.start();
    var port = garbled.getAddress().getPort();
    try (var client =
            StsClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(own)
                .build();
        var others =
            new AccountCredentials(
                () -> client, own, new OwnIdentity(own, any -> ACCOUNT, time), time)) {
      others.open("uid-a", 1, ACCESS);

      assertThat(others.check("uid-a"))
          .hasValueSatisfying(why -> assertThat(why.message()).contains("without credentials"));
    } finally {
      garbled.stop(0);
    }
  }

  /** Also within the wait after a failure. */
  @Test
  void followAnotherExternalIdAtOnce() {
    emulator.sts().put(ROLE.withExternalId("prod/team-a"));
    credentials.open("uid-a", 1, ACCESS);
    assertThatThrownBy(this::identity).hasMessageContaining("AccessDenied");
    var changes = credentials.changes("uid-a");

    credentials.open(
        "uid-a",
        2,
        new AccountAccess(
            ACCOUNT,
            Optional.of(ROLE.arn()),
            "team-a",
            Optional.of("prod/team-a"),
            Map.of("cluster", "prod")));

    assertThat(credentials.changes("uid-a")).isNotEqualTo(changes);
    assertThat(identity().accountId()).contains(ACCOUNT);
    assertThat(emulator.sts().sessions(ROLE.arn()))
        .singleElement()
        .satisfies(session -> assertThat(session.tags()).containsEntry("cluster", "prod"));
  }

  /** One and the same client, hour after hour. */
  @Test
  void areRenewedBeforeACallCouldFail() {
    emulator.sts().put(ROLE);
    credentials.open("uid-a", 1, ACCESS);
    try (var bedrock =
        BedrockClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(emulator.endpoint())
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(credentials.of("uid-a"))
            .build()) {
      for (var minutes = 0; minutes < 180; minutes += 7) {
        assertThat(bedrock.listInferenceProfiles(all -> {})).isNotNull();
        time.advance(Duration.ofMinutes(7));
      }
    }

    assertThat(emulator.calls(Operation.LIST_INFERENCE_PROFILES))
        .hasSize(26)
        .allSatisfy(
            call -> {
              assertThat(call.account()).isEqualTo(ACCOUNT);
              assertThat(call.answer()).isEqualTo("200");
            });
    assertThat(emulator.sts().requests(ROLE.arn())).isEqualTo(3);
  }

  /** Those that nobody ever asked for cost no request. */
  @Test
  void areRenewedAheadThoughNobodyAsksForThem() {
    emulator.sts().put(ROLE);
    credentials.open("uid-a", 1, ACCESS);
    credentials.refresh();
    assertThat(emulator.sts().requests(ROLE.arn())).isZero();
    var first = identity();

    time.advance(Duration.ofHours(1).minus(RoleCredentials.AHEAD));
    credentials.refresh();

    assertThat(emulator.sts().requests(ROLE.arn())).isEqualTo(2);
    assertThat(identity().accessKeyId()).isNotEqualTo(first.accessKeyId());
    assertThat(emulator.sts().requests(ROLE.arn())).isEqualTo(2);
  }

  @Test
  void keepTheirRoleWhenNothingIsOtherwise() {
    emulator.sts().put(ROLE);
    credentials.open("uid-a", 1, ACCESS);
    var before = identity().accessKeyId();
    var changes = credentials.changes("uid-a");

    credentials.open(
        "uid-a",
        2,
        new AccountAccess(ACCOUNT, Optional.of(ROLE.arn()), "team-a", Optional.empty(), Map.of()));

    assertThat(identity().accessKeyId()).isEqualTo(before);
    assertThat(credentials.changes("uid-a")).isEqualTo(changes);
  }

  @Test
  void areNoneForAnAccountThatWasLeft() {
    emulator.sts().put(ROLE);
    credentials.open("uid-a", 1, ACCESS);
    assertThat(identity()).isNotNull();

    credentials.close("uid-a");

    assertThatThrownBy(this::identity).isInstanceOf(CredentialsUnavailableException.class);
  }
}
