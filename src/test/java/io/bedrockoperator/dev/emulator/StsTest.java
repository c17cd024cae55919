package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.Wire.header;
import static io.bedrockoperator.dev.emulator.Wire.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** STS over HTTP, as the SDK's own client sees it. */
class StsTest {
  private static final IamRole ROLE =
      IamRole.of("arn:aws:iam::222233334444:role/bedrock-operator")
          .withExternalId("prod-eu/team-a");

  @AutoClose private final Wire wire = new Wire();

  @AutoClose private final StsClient client = wire.client(StsClient.builder(), Region.US_EAST_1, 1);

  StsTest() {
    wire.emulator.sts().put(ROLE);
  }

  private AssumeRoleResponse assume() {
    return client.assumeRole(
        r -> r.roleArn(ROLE.arn()).roleSessionName("prod").externalId("prod-eu/team-a"));
  }

  private StsClient as(AssumeRoleResponse assumed) {
    return wire.client(StsClient.builder(), Region.US_EAST_1, 1, credentials(assumed));
  }

  private static AwsCredentials credentials(AssumeRoleResponse assumed) {
    var given = assumed.credentials();
    return AwsSessionCredentials.create(
        given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
  }

  private HttpResponse<String> post(String form) {
    return wire.send(
        wire.request("/")
            .setHeader("Authorization", Wire.SIGNED.replace("/bedrock/", "/sts/"))
            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .POST(BodyPublishers.ofString(form)));
  }

  @Test
  void theSdkAssumesARole() {
    var assumed =
        client.assumeRole(
            r ->
                r.roleArn(ROLE.arn())
                    .roleSessionName("prod")
                    .externalId("prod-eu/team-a")
                    .durationSeconds(900)
                    .tags(
                        Tag.builder().key("cluster").value("prod eu+1").build(),
                        Tag.builder().key("team").value("").build()));

    var session = wire.emulator.sts().sessions(ROLE.arn()).getFirst();
    assertThat(session.tags()).isEqualTo(Map.of("cluster", "prod eu+1", "team", ""));
    assertThat(assumed.assumedRoleUser().arn())
        .isEqualTo("arn:aws:sts::222233334444:assumed-role/bedrock-operator/prod");
    assertThat(assumed.assumedRoleUser().assumedRoleId()).isEqualTo(session.userId());
    assertThat(assumed.credentials().accessKeyId()).isEqualTo(session.accessKeyId());
    assertThat(assumed.credentials().secretAccessKey()).isEqualTo(session.secretAccessKey());
    assertThat(assumed.credentials().sessionToken()).isEqualTo(session.sessionToken());
    assertThat(assumed.credentials().expiration())
        .isEqualTo(wire.time.instant().plus(Duration.ofMinutes(15)));
    assertThat(wire.emulator.calls())
        .extracting(Call::operation, Call::account, Call::region, Call::subject, Call::answer)
        .containsExactly(
            tuple(Operation.ASSUME_ROLE, wire.account.id(), "us-east-1", ROLE.arn(), "200"));
  }

  @Test
  void whatIsDeniedIsTheSdksOwnException() {
    for (var externalId : new String[] {null, "prod-eu/team-b"}) {
      var thrown =
          refused(
              StsException.class,
              () ->
                  client.assumeRole(
                      r -> r.roleArn(ROLE.arn()).roleSessionName("prod").externalId(externalId)));
      assertThat(thrown.statusCode()).isEqualTo(403);
      assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
      assertThat(thrown.awsErrorDetails().errorMessage())
          .endsWith("is not authorized to perform: sts:AssumeRole on resource: " + ROLE.arn());
      assertThat(thrown.requestId()).isNotEmpty();
    }
    wire.emulator.sts().put(ROLE.withoutTrust());
    refused(StsException.class, this::assume);
    wire.emulator.sts().put(ROLE);
    assume();
    assertThat(wire.emulator.sts().requests(ROLE.arn())).isEqualTo(4);
  }

  @Test
  void everybodyIsToldWhoTheyAre() {
    var own = client.getCallerIdentity();
    assertThat(own.account()).isEqualTo(wire.account.id());
    assertThat(own.arn()).startsWith("arn:aws:sts::123456789012:assumed-role/");

    var assumed = assume();
    try (var tenant = as(assumed)) {
      var identity = tenant.getCallerIdentity();
      assertThat(identity.account()).isEqualTo("222233334444");
      assertThat(identity.arn()).isEqualTo(assumed.assumedRoleUser().arn());
      assertThat(identity.userId()).isEqualTo(assumed.assumedRoleUser().assumedRoleId());

      wire.emulator.sts().revokeSessions(ROLE.arn());
      tenant.getCallerIdentity();
      assertCode("AccessDenied", () -> assumeBy(tenant));
      wire.emulator.sts().remove(ROLE.arn());
      assertCode("InvalidClientTokenId", tenant::getCallerIdentity);
      wire.time.advance(Duration.ofHours(1));
      assertCode("ExpiredToken", tenant::getCallerIdentity);
    }
  }

  private static void assumeBy(StsClient client) {
    client.assumeRole(r -> r.roleArn(ROLE.arn()).roleSessionName("prod"));
  }

  private static void assertCode(String code, ThrowingCallable call) {
    var thrown = refused(StsException.class, call);
    assertThat(thrown.statusCode()).isEqualTo(403);
    assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo(code);
  }

  @Test
  void anAnswerLooksLikeAwssOnTheWire() {
    var response = post("Action=GetCallerIdentity&Version=2011-06-15");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).isEqualTo("text/xml");
    assertThat(response.body())
        .startsWith(
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                + "<GetCallerIdentityResult><Arn>arn:aws:sts::123456789012:")
        .contains("<Account>123456789012</Account></GetCallerIdentityResult>")
        .endsWith(
            "<RequestId>%s</RequestId></ResponseMetadata></GetCallerIdentityResponse>"
                .formatted(header(response, "x-amzn-RequestId")));
  }

  @ParameterizedTest
  @CsvSource({
    "Version=2011-06-15,                                 400, InvalidAction",
    "Action=GetSessionToken,                             400, InvalidAction",
    "Action=AssumeRole&RoleSessionName=prod,             400, ValidationError",
    "Action=AssumeRole&RoleArn=ROLE,                     400, ValidationError",
    "Action=AssumeRole&RoleArn=a+<%26&RoleSessionName=pod, 400, ValidationError",
    "Action=AssumeRole&RoleArn=ROLE&RoleSessionName=prod&DurationSeconds=x, 400, MalformedInput",
    "Action=AssumeRole&RoleArn=ROLE&RoleSessionName=prod&Tags.member.1.Key=k, 400, ValidationError"
  })
  void aRefusalLooksLikeAwssOnTheWire(String form, int status, String code) {
    var response = post(form.replace("ROLE", ROLE.arn()));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body())
        .startsWith(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
                + "<Type>Sender</Type><Code>"
                + code
                + "</Code><Message>")
        .endsWith(
            "</Message></Error><RequestId>%s</RequestId></ErrorResponse>"
                .formatted(header(response, "x-amzn-RequestId")))
        .doesNotContain("a <", "& is");
  }

  @Test
  void withoutASignatureForStsNobodyIsServed() {
    var response =
        wire.send(
            wire.request("/")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("Action=GetCallerIdentity")));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("<Code>MissingAuthenticationToken</Code>");
  }

  @Test
  void faultsStrikeBeforeAndAfterTheEffect() {
    var faults = wire.emulator.faults();
    faults.on(Operation.ASSUME_ROLE).before(Fault.refuse("ServiceUnavailable", 503, "x"));
    faults.on(Operation.ASSUME_ROLE).nth(2).after(Fault.emptyBody(500));
    faults.on(asked -> asked.subject().equals(ROLE.arn())).nth(3).before(Fault.throttle());

    var unavailable = refused(StsException.class, this::assume);
    assertThat(unavailable.statusCode()).isEqualTo(503);
    assertThat(unavailable.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable");
    assertThat(wire.emulator.sts().requests(ROLE.arn())).isZero();
    assertThat(refused(StsException.class, this::assume).statusCode()).isEqualTo(500);
    assertThat(wire.emulator.sts().sessions(ROLE.arn())).hasSize(1);
    assertThat(refused(StsException.class, this::assume).isThrottlingException()).isTrue();
    assume();
  }

  @Test
  void aCallThatTakesLongMeetsWhatHappenedMeanwhile() {
    wire.account.configure(s -> s.withLatency(Duration.ofMillis(1)));
    wire.emulator.faults().on(Operation.ASSUME_ROLE).before(Fault.hang());
    var call = CompletableFuture.supplyAsync(this::assume);
    Awaitility.await().until(() -> wire.emulator.faults().hanging() == 1);

    wire.emulator.sts().remove(ROLE.arn());
    wire.emulator.faults().release();

    assertThat(call)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .withCauseInstanceOf(StsException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws.endpointUrl", "aws.endpointUrlSts"})
  void theSdksProviderFindsItByTheSdksSettings(String setting) {
    System.setProperty(setting, wire.emulator.endpoint().toString());
    try (var sts =
            StsClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        var provider =
            StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(
                    r -> r.roleArn(ROLE.arn()).roleSessionName("prod").externalId("prod-eu/team-a"))
                .build()) {

      var credentials = (AwsSessionCredentials) provider.resolveCredentials();

      var session = wire.emulator.sts().sessions(ROLE.arn()).getFirst();
      assertThat(credentials.sessionToken()).isEqualTo(session.sessionToken());
      assertThat(credentials.accountId()).hasValue("222233334444");
      assertThat(credentials.expirationTime()).hasValue(session.expiration());
    } finally {
      System.clearProperty(setting);
    }
  }
}
