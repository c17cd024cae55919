package io.bedrockoperator.aws.sdk;

import static io.bedrockoperator.dev.emulator.Operation.ASSUME_ROLE;
import static io.bedrockoperator.dev.emulator.Operation.LIST_INFERENCE_PROFILES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bedrockoperator.aws.AccountAccess;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.dev.emulator.AssumeRoleRequest;
import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.IamRole;
import io.bedrockoperator.dev.emulator.RoleSession;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.AwsAccount;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The SDK's own providers, against an agent and an STS on this machine. */
class DefaultCredentialsTest {

  @RegisterExtension final StoreOverHttp bedrock = new StoreOverHttp();

  @TempDir Path temp;

  private final Map<String, String> before = new HashMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    set("aws.disableEc2Metadata", "true");
    set("aws.sharedCredentialsFile", temp.resolve("none").toString());
    set("aws.configFile", temp.resolve("none").toString());
    set("aws.region", "us-east-1");
  }

  @AfterEach
  void stop() {
    server.stop(0);
    before.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }

  private void set(String property, String value) {
    before.putIfAbsent(property, System.getProperty(property, ""));
    System.setProperty(property, value);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(int status, Supplier<String> body) {
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          var bytes = body.get().getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private StoreFailure failure() {
    var store = bedrock.storeWith(new DefaultCredentials(CredentialsSource.standard()));
    var failure = catchThrowableOfType(StoreFailure.class, () -> store.list(() -> {}));
    assertThat(failure.kind()).isEqualTo(Kind.NO_CREDENTIALS);
    assertThat(bedrock.emulator().calls()).isEmpty();
    return failure;
  }

  private String podIdentity() {
    set("aws.containerCredentialsFullUri", address() + "/v1/credentials");
    return " (AWS_CONTAINER_CREDENTIALS_FULL_URI=%s/v1/credentials)".formatted(address());
  }

  private String webIdentity(String sts) throws IOException {
    var token = Files.writeString(temp.resolve("token"), "a.b.c");
    set("aws.webIdentityTokenFile", token.toString());
    set("aws.roleArn", "arn:aws:iam::111122223333:role/bedrock-operator");
    set("aws.endpointUrlSts", sts);
    return " (AWS_WEB_IDENTITY_TOKEN_FILE=%s)".formatted(token);
  }

  @Test
  void beginsWithWhatTheAgentAnswers() {
    var where = podIdentity();
    answer(403, () -> "{\"message\": \"Pod has no association\"}");

    assertThat(failure().answer().message()).isEqualTo("HTTP 403: Pod has no association" + where);
  }

  @Test
  void namesTheAgentThatIsNotThere() {
    var where = podIdentity();
    server.stop(0);

    assertThat(failure().answer().message())
        .isEqualTo("ConnectException: Connection refused" + where);
  }

  @Test
  void saysTheSameOfTheSameRefusalOfSts() throws IOException {
    var where = webIdentity(address());
    answer(
        403,
        () ->
            """
            <ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>
            <Message>Not authorized to perform sts:AssumeRoleWithWebIdentity</Message></Error>
            <RequestId>%s</RequestId></ErrorResponse>
            """
                .formatted(UUID.randomUUID()));

    var first = failure().answer();
    var second = failure().answer();

    assertThat(first.message())
        .isEqualTo("AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity" + where)
        .isEqualTo(second.message());
    assertThat(first.code()).hasValue("AccessDenied");
    assertThat(first.requestId()).isPresent().isNotEqualTo(second.requestId());
    assertThat(first.httpStatusCode()).as("Bedrock was not asked").isEmpty();
  }

  @Test
  void namesTheStsThatIsNotThere() throws IOException {
    var where = webIdentity(address());
    server.stop(0);

    assertThat(failure().answer().message())
        .isEqualTo("ConnectException: Connection refused (%s)%s".formatted(address(), where));
  }

  @Test
  void saysWhatCouldBeSetWhereNothingIs() {
    assertThat(failure().answer().message())
        .startsWith("IMDS credentials have been disabled")
        .contains("none of these is set", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_PROFILE")
        .hasSizeLessThan(400);
  }

  @Test
  void takesThemWhereTheyAre() {
    podIdentity();
    answer(
        200,
        () ->
            """
            {"AccessKeyId": "a", "SecretAccessKey": "b", "Token": "c",
             "Expiration": "2100-01-01T00:00:00Z"}
            """);
    var store = bedrock.storeWith(new DefaultCredentials(CredentialsSource.standard()));

    assertThat(store.list(() -> {})).isEmpty();
  }

  /** EKS Pod Identity. */
  @Test
  void assumeTheRolesOfAccountsWithWhatTheAgentAnswers() {
    podIdentity();
    var hub = hubSession();
    answer(
        200,
        () ->
            """
            {"AccessKeyId": "%s", "SecretAccessKey": "%s", "Token": "%s",
             "Expiration": "2100-01-01T00:00:00Z"}
            """
                .formatted(hub.accessKeyId(), hub.secretAccessKey(), hub.sessionToken()));

    assertAssumesRolesAs(hub);
  }

  /** IRSA: the same STS gives the operator's own session and those of the accounts. */
  @Test
  void assumeTheRolesOfAccountsWithWhatStsAnswersForTheToken() throws IOException {
    webIdentity(address());
    var hub = hubSession();
    serveSts(
        """
        <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult>
        <AssumedRoleUser><AssumedRoleId>%s</AssumedRoleId><Arn>%s</Arn></AssumedRoleUser>
        <Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey>
        <SessionToken>%s</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials>
        </AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
        """
            .formatted(
                hub.userId(),
                hub.arn(),
                hub.accessKeyId(),
                hub.secretAccessKey(),
                hub.sessionToken()));

    assertAssumesRolesAs(hub);
  }

  /** Of an account that is not the one of keys that the emulator does not know. */
  private RoleSession hubSession() {
    var role = IamRole.of("arn:aws:iam::333344445555:role/hub");
    var sts = bedrock.emulator().sts();
    sts.put(role);
    return sts.assumeRole(
        "us-east-1", sts.caller(null, null), AssumeRoleRequest.of(role.arn(), "pod"));
  }

  /** All but the one operation that the emulator does not know is the emulator's to answer. */
  private void serveSts(String ofWebIdentity) {
    var client = HttpClient.newHttpClient();
    server.createContext(
        "/",
        exchange -> {
          var form = exchange.getRequestBody().readAllBytes();
          var answer =
              new String(form, UTF_8).contains("Action=AssumeRoleWithWebIdentity")
                  ? ofWebIdentity
                  : forwarded(client, exchange, form);
          exchange.sendResponseHeaders(200, answer.getBytes(UTF_8).length);
          exchange.getResponseBody().write(answer.getBytes(UTF_8));
          exchange.close();
        });
  }

  private String forwarded(HttpClient client, HttpExchange exchange, byte[] form)
      throws IOException {
    var request =
        HttpRequest.newBuilder(bedrock.emulator().endpoint())
            .POST(HttpRequest.BodyPublishers.ofByteArray(form));
    for (var name :
        List.of("Authorization", "Content-Type", "X-Amz-Date", "X-Amz-Security-Token")) {
      request.header(name, exchange.getRequestHeaders().getFirst(name));
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private void assertAssumesRolesAs(RoleSession hub) {
    var role = IamRole.of("arn:aws:iam::222233334444:role/operator");
    bedrock.emulator().sts().put(role);
    bedrock.storeWith(new DefaultCredentials(CredentialsSource.standard()));
    bedrock
        .clients()
        .accounts()
        .open(
            "uid-a",
            1,
            new AccountAccess(
                role.account(), Optional.of(role.arn()), "hub", Optional.empty(), Map.of()));
    var place = new AccountRegion(new AwsAccount("uid-a", role.account()), "us-east-1");

    assertThat(new BedrockProfileStores(bedrock.clients()).of(place).list(() -> {})).isEmpty();

    assertThat(bedrock.emulator().calls(ASSUME_ROLE))
        .extracting(Call::account)
        .containsOnly(hub.account());
    assertThat(bedrock.emulator().calls(LIST_INFERENCE_PROFILES))
        .extracting(Call::account)
        .containsExactly(role.account());
  }

  @Test
  void asksWhomTheSdkWouldAsk() {
    var failure =
        catchThrowableOfType(
            SdkClientException.class,
            () -> DefaultCredentialsProvider.builder().build().resolveCredentials());
    var said = String.valueOf(failure.getMessage());
    var chain = said.substring(said.indexOf('['), said.indexOf(") : ["));

    assertThat(CredentialsSource.standard())
        .extracting(source -> source.provider().getValue().getClass().getSimpleName())
        .containsExactlyElementsOf(
            Pattern.compile("(\\w+Provider)\\(")
                .matcher(chain)
                .results()
                .map(MatchResult::group)
                .map(name -> name.replace("(", ""))
                .toList());
  }
}
