package io.bedrockoperator.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bedrockoperator.emulator.Settings.Creation;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.BedrockException;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.CreateInferenceProfileRequest;
import software.amazon.awssdk.services.bedrock.model.CreateInferenceProfileResponse;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileStatus;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileSummary;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileType;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.bedrock.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrock.model.Tag;
import software.amazon.awssdk.services.bedrock.model.ThrottlingException;
import software.amazon.awssdk.services.bedrock.model.TooManyTagsException;
import software.amazon.awssdk.services.bedrock.model.ValidationException;

class BedrockEmulatorTest {
  private static final String NOVA =
      "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
  private static final String US_NOVA =
      "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0";
  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/bedrock/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));
  private final BedrockAccount account = new BedrockAccount("123456789012", time, 1);
  private final BedrockEmulator emulator = BedrockEmulator.start(account);
  private final BedrockClient client = client(Region.US_EAST_1, 1);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    http.close();
    emulator.close();
  }

  private BedrockClient client(Region region, int attempts) {
    return BedrockClient.builder()
        .region(region)
        .endpointOverride(emulator.endpoint())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(
            c ->
                c.retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(attempts)
                        .build()))
        .build();
  }

  private CreateInferenceProfileResponse create(
      String name, Consumer<CreateInferenceProfileRequest.Builder> more) {
    return client.createInferenceProfile(
        r -> {
          r.inferenceProfileName(name).modelSource(s -> s.copyFrom(NOVA));
          more.accept(r);
        });
  }

  private String create(String name) {
    return create(name, r -> {}).inferenceProfileArn();
  }

  private List<InferenceProfileSummary> list() {
    return client.listInferenceProfiles(r -> {}).inferenceProfileSummaries();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static <T extends Throwable> T refused(Class<T> type, ThrowingCallable call) {
    var thrown = catchThrowableOfType(type, call);
    assertThat(thrown).as(type.getSimpleName()).isNotNull();
    return thrown;
  }

  private HttpRequest.Builder request(String rawPathAndQuery) {
    return HttpRequest.newBuilder(URI.create(emulator.endpoint() + rawPathAndQuery))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", SIGNED);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> post(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void theSdkReadsBackWhatItCreated() {
    var created =
        create(
            "team-a-chat",
            r ->
                r.description("for a")
                    .clientRequestToken("token-1")
                    .modelSource(s -> s.copyFrom(US_NOVA))
                    .tags(tag("team", "a")));

    var profile =
        client.getInferenceProfile(
            r -> r.inferenceProfileIdentifier(created.inferenceProfileArn()));

    assertThat(created.status()).isEqualTo(InferenceProfileStatus.ACTIVE);
    assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(profile.inferenceProfileName()).isEqualTo("team-a-chat");
    assertThat(profile.description()).isEqualTo("for a");
    assertThat(profile.inferenceProfileArn()).isEqualTo(created.inferenceProfileArn());
    assertThat(profile.inferenceProfileArn()).endsWith("/" + profile.inferenceProfileId());
    assertThat(profile.createdAt()).isEqualTo(time.instant());
    assertThat(profile.updatedAt()).isEqualTo(time.instant());
    assertThat(profile.status()).isEqualTo(InferenceProfileStatus.ACTIVE);
    assertThat(profile.type()).isEqualTo(InferenceProfileType.APPLICATION);
    assertThat(profile.models()).hasSize(3);
    assertThat(profile.models().getFirst().modelArn()).isEqualTo(NOVA);
    assertThat(client.listTagsForResource(r -> r.resourceARN(created.inferenceProfileArn())).tags())
        .containsExactly(tag("team", "a"));
  }

  @Test
  void theSdkTagsUntagsAndDeletes() {
    var arn = create("a", r -> r.tags(tag("x", "1"))).inferenceProfileArn();

    client.tagResource(r -> r.resourceARN(arn).tags(tag("x", "2"), tag("y", "3")));
    client.untagResource(r -> r.resourceARN(arn).tagKeys("y"));

    assertThat(client.listTagsForResource(r -> r.resourceARN(arn)).tags())
        .containsExactly(tag("x", "2"));
    client.deleteInferenceProfile(r -> r.inferenceProfileIdentifier(arn));
    refused(
        ResourceNotFoundException.class,
        () -> client.getInferenceProfile(r -> r.inferenceProfileIdentifier(arn)));
    refused(
        ResourceNotFoundException.class,
        () -> client.deleteInferenceProfile(r -> r.inferenceProfileIdentifier(arn)));
  }

  @Test
  void theSdkFollowsPages() {
    account.configure(s -> s.withPageSize(2));
    for (int i = 0; i < 5; i++) {
      create("a" + i);
    }

    var names =
        client
            .listInferenceProfilesPaginator(r -> r.typeEquals(InferenceProfileType.APPLICATION))
            .inferenceProfileSummaries()
            .stream()
            .map(InferenceProfileSummary::inferenceProfileName);

    assertThat(names).containsExactly("a0", "a1", "a2", "a3", "a4");
    assertThat(emulator.calls(Operation.LIST_INFERENCE_PROFILES)).hasSize(3);
  }

  @Test
  void bothKindsAndASizeCanBeListed() {
    create("a");
    assertThat(list())
        .extracting(InferenceProfileSummary::type)
        .contains(InferenceProfileType.APPLICATION, InferenceProfileType.SYSTEM_DEFINED);
    assertThat(client.listInferenceProfiles(r -> r.maxResults(1)).inferenceProfileSummaries())
        .hasSize(1);
    refused(ValidationException.class, () -> client.listInferenceProfiles(r -> r.maxResults(0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-west-2", "eu-west-1"})
  void theRegionIsTheSignatures(String region) {
    try (var there = client(Region.of(region), 1)) {
      var created =
          there.createInferenceProfile(
              r ->
                  r.inferenceProfileName("a")
                      .modelSource(s -> s.copyFrom(NOVA.replace("us-east-1", region))));

      assertThat(created.inferenceProfileArn()).contains(":bedrock:" + region + ":");
    }
    assertThat(account.outside(region).named("a")).hasSize(1);
    assertThat(account.outside("us-east-1").profiles()).isEmpty();
    assertThat(emulator.calls()).extracting(Call::region).containsExactly(region);
  }

  @Test
  void everyRefusalIsTheSdksOwnException() {
    var arn = create("a");
    var tags = IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "v")).toList();

    refused(ConflictException.class, () -> create("a"));
    refused(ValidationException.class, () -> create("a--b"));
    refused(ValidationException.class, () -> create("b", r -> r.modelSource(s -> {})));
    refused(
        ResourceNotFoundException.class,
        () -> create("b", r -> r.modelSource(s -> s.copyFrom(NOVA + "00"))));
    var tooMany =
        refused(
            TooManyTagsException.class,
            () -> client.tagResource(r -> r.resourceARN(arn).tags(tags)));
    assertThat(tooMany.resourceName()).isEqualTo(arn);
    account.configure(s -> s.withQuota(1));
    refused(ServiceQuotaExceededException.class, () -> create("b"));
    account.configure(s -> s.withCallsPerSecond(0));
    var throttled = refused(ThrottlingException.class, () -> create("b"));
    assertThat(throttled.statusCode()).isEqualTo(429);
    assertThat(throttled.isThrottlingException()).isTrue();
  }

  @Test
  void aStatusTheSdkDoesNotKnowArrivesRaw() {
    account.configure(s -> s.with(new Creation(Duration.ofMinutes(1), "CREATING")));
    assertThat(create("a", r -> {}).statusAsString()).isEqualTo("CREATING");
  }

  @Test
  void aRefusalLooksLikeAwssOnTheWire() {
    var response = post("/inference-profiles", "{\"inferenceProfileName\":\"a\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(header(response, "x-amzn-ErrorType"))
        .isEqualTo("ValidationException:http://internal.amazon.com/coral/com.amazon.bedrock/");
    assertThat(response.body()).startsWith("{\"message\":\"").contains("modelSource");
  }

  @Test
  void everyReplyHasItsOwnRequestId() {
    var ids =
        Set.of(
            header(send(request("/inference-profiles")), "x-amzn-RequestId"),
            header(send(request("/inference-profiles/unknown")), "x-amzn-RequestId"),
            header(send(request("/nothing")), "x-amzn-RequestId"));

    assertThat(ids).hasSize(3).doesNotContain("");
    assertThat(emulator.calls()).hasSize(2).extracting(Call::requestId).isSubsetOf(ids);
  }

  @Test
  void anArnInThePathMayBeEncodedAsAWhole() {
    var encoded = URLEncoder.encode(US_NOVA, UTF_8);
    assertThat(encoded).contains("%3A", "%2F");

    assertThat(send(request("/inference-profiles/" + encoded)).statusCode()).isEqualTo(200);
    // Its slash would be another path segment.
    assertThat(send(request("/inference-profiles/" + US_NOVA)).statusCode()).isEqualTo(404);
    assertThat(send(request("/inference-profiles/us.amazon.nova-lite-v1%3A0")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aPlusSignIsNoSpace() {
    account.configure(s -> s.withPageSize(1));
    var token = account.list("us-east-1", ListRequest.ALL).nextToken();
    assertThat(token).contains("+", "/");

    var raw = send(request("/inference-profiles?nextToken=" + token));
    var encoded = send(request("/inference-profiles?nextToken=" + URLEncoder.encode(token, UTF_8)));

    assertThat(raw.statusCode()).isEqualTo(200);
    assertThat(raw.body()).isEqualTo(encoded.body());
  }

  @Test
  void withoutASignatureNobodyIsServed() {
    for (var authorization :
        new String[] {"", "Bearer token", SIGNED.replace("/bedrock/", "/s3/")}) {
      var response = send(request("/inference-profiles").setHeader("Authorization", authorization));
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(header(response, "x-amzn-ErrorType"))
          .startsWith("MissingAuthenticationTokenException:");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/inference-profiles | not json",
        "/inference-profiles | []",
        "/inference-profiles | {\"modelSource\":{\"copyFrom\":\"NOVA\"}}",
        "/inference-profiles |"
            + " {\"inferenceProfileName\":1,\"modelSource\":{\"copyFrom\":\"NOVA\"}}",
        "/inference-profiles | {\"inferenceProfileName\":\"a\",\"modelSource\":\"NOVA\"}",
        "/inference-profiles |"
            + " {\"inferenceProfileName\":\"a\",\"modelSource\":{\"copyFrom\":\"NOVA\"},\"tags\":{}}",
        "/inference-profiles |"
            + " {\"inferenceProfileName\":\"a\",\"modelSource\":{\"copyFrom\":\"NOVA\"},\"tags\":[{\"key\":\"k\"}]}",
        "/tagResource | {\"tags\":[]}",
        "/tagResource | {\"resourceARN\":\"ARN\"}",
        "/untagResource | {\"resourceARN\":\"ARN\"}",
        "/untagResource | {\"resourceARN\":\"ARN\",\"tagKeys\":[1]}",
        "/listTagsForResource | {}",
        "/listTagsForResource | {\"resourceArn\":\"ARN\"}"
      })
  void requiredMembersAndTheirTypes(String path, String body) {
    var arn = create("mine");
    var response = post(path, body.replace("NOVA", NOVA).replace("ARN\"}", arn + "\"}"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(header(response, "x-amzn-ErrorType")).startsWith("ValidationException:");
    assertThat(account.outside("us-east-1").profiles()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?maxResults=x", "?maxResults=", "?type=OTHER", "?nextToken=%25", "/a%20b"})
  void refusesWhatTheUriCarries(String tail) {
    assertThat(send(request("/inference-profiles" + tail)).statusCode()).isEqualTo(400);
  }

  @Test
  void absentAndNullAreTheSame() {
    var body =
        "{\"inferenceProfileName\":\"a\",\"description\":null,\"clientRequestToken\":null,"
            + "\"tags\":null,\"modelSource\":{\"copyFrom\":\""
            + NOVA
            + "\"}}";
    assertThat(post("/inference-profiles", body).statusCode()).isEqualTo(201);
    var id = account.outside("us-east-1").profiles().getFirst().profile().id();
    assertThat(send(request("/inference-profiles/" + id)).body()).doesNotContain("description");
  }

  @Test
  void theLogTellsEveryCall() {
    var arn = create("a", r -> r.clientRequestToken("token")).inferenceProfileArn();
    refused(ConflictException.class, () -> create("a"));
    client.listTagsForResource(r -> r.resourceARN(arn));

    var calls = emulator.calls();

    assertThat(calls).extracting(Call::answer).containsExactly("201", "ConflictException", "200");
    assertThat(calls).extracting(Call::subject).containsExactly("a", "a", arn);
    assertThat(calls).extracting(Call::sequence).containsExactly(1L, 2L, 3L);
    assertThat(calls.getFirst().token()).isEqualTo("token");
    assertThat(calls.getFirst().at()).isEqualTo(time.instant());
    assertThat(emulator.calls(Operation.CREATE_INFERENCE_PROFILE)).hasSize(2);
    emulator.clearCalls();
    assertThat(emulator.calls()).isEmpty();
  }

  @Test
  void aFaultBeforeTheEffectPreventsIt() {
    emulator
        .faults()
        .on(Operation.CREATE_INFERENCE_PROFILE)
        .before(Fault.refuse("InternalServerException", 500, "x"));

    var thrown = refused(BedrockException.class, () -> create("a"));

    assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo("InternalServerException");
    assertThat(account.outside("us-east-1").profiles()).isEmpty();
    assertThat(emulator.calls())
        .extracting(Call::answer)
        .containsExactly("InternalServerException");
    create("a");
  }

  @Test
  void aFaultAfterTheEffectOnlyHidesIt() {
    emulator.faults().on(Operation.CREATE_INFERENCE_PROFILE).after(Fault.emptyBody(503));

    var thrown = refused(BedrockException.class, () -> create("a"));

    assertThat(thrown.statusCode()).isEqualTo(503);
    assertThat(account.outside("us-east-1").named("a")).hasSize(1);
  }

  @Test
  void theSdksOwnRetryMeetsItsTokenAgain() {
    emulator.faults().on(Operation.CREATE_INFERENCE_PROFILE).after(Fault.emptyBody(500));
    try (var patient = client(Region.US_EAST_1, 2)) {
      patient.createInferenceProfile(
          r -> r.inferenceProfileName("a").modelSource(s -> s.copyFrom(NOVA)));
    }

    assertThat(emulator.calls()).extracting(Call::answer).containsExactly("fault 500", "201");
    assertThat(emulator.calls().stream().map(Call::token).distinct()).hasSize(1);
    assertThat(account.outside("us-east-1").named("a")).hasSize(1);
  }

  @Test
  void replyFaultsReachTheSdkAsTheyAre() {
    var list = emulator.faults().on(Operation.LIST_INFERENCE_PROFILES);
    list.before(Fault.noCode(400, "no code"));
    list.before(Fault.garbage(200));
    list.before(Fault.refuse("SomethingNew", 400, "new"));
    list.before(Fault.refuse("ServiceUnavailableException", 503, "s"));

    var noCode = refused(BedrockException.class, this::list);
    assertThat(noCode.awsErrorDetails().errorCode()).isNull();
    assertThat(noCode.awsErrorDetails().errorMessage()).isEqualTo("no code");
    assertThatThrownBy(this::list).isNotInstanceOf(BedrockException.class);
    var unknown = refused(BedrockException.class, this::list);
    assertThat(unknown.awsErrorDetails().errorCode()).isEqualTo("SomethingNew");
    refused(ServiceUnavailableException.class, this::list);
    list();
  }

  @Test
  void aRuleStrikesTheCallsItNames() {
    emulator
        .faults()
        .on(Operation.CREATE_INFERENCE_PROFILE)
        .when(asked -> asked.subject().startsWith("a"))
        .in("us-east-1")
        .nth(2)
        .times(2)
        .before(Fault.throttle());

    create("a1");
    create("b1");
    refused(ThrottlingException.class, () -> create("a2"));
    create("b2");
    refused(ThrottlingException.class, () -> create("a3"));
    create("a4");
    list();
  }

  @Test
  void aPermanentRuleStrikesUntilCleared() {
    emulator.faults().onAny().in("us-west-2").before(Fault.drop());
    emulator.faults().onAny().always().before(Fault.throttle());
    for (int i = 0; i < 3; i++) {
      refused(ThrottlingException.class, this::list);
    }
    emulator.faults().clear();
    list();
  }

  @Test
  void aDroppedConnectionHasNoAnswer() {
    emulator.faults().on(Operation.CREATE_INFERENCE_PROFILE).after(Fault.drop());
    var body = "{\"inferenceProfileName\":\"a\",\"modelSource\":{\"copyFrom\":\"" + NOVA + "\"}}";

    assertThatThrownBy(
            () ->
                http.send(
                    request("/inference-profiles").POST(BodyPublishers.ofString(body)).build(),
                    BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);

    assertThat(emulator.calls()).extracting(Call::answer).containsExactly(Call.DROPPED);
    assertThat(account.outside("us-east-1").named("a")).hasSize(1);
  }

  @Test
  void aHangingCallGoesOnWhenReleased() {
    emulator.faults().on(Operation.CREATE_INFERENCE_PROFILE).before(Fault.hang());
    var call = CompletableFuture.supplyAsync(() -> create("a"));
    Awaitility.await().until(() -> emulator.faults().hanging() == 1);

    assertThat(emulator.calls()).extracting(Call::answer).containsExactly(Call.PENDING);
    assertThat(account.outside("us-east-1").profiles()).isEmpty();
    emulator.faults().release();

    assertThat(call.join()).contains("application-inference-profile");
    assertThat(emulator.calls()).extracting(Call::answer).containsExactly("201");
  }

  static Stream<Fault> waiting() {
    return Stream.of(Fault.hang(), Fault.slow(Duration.ofDays(1)));
  }

  @ParameterizedTest
  @MethodSource("waiting")
  @Timeout(60)
  void closingEndsWhatWaitsWithoutEffect(Fault fault) {
    emulator.faults().on(Operation.CREATE_INFERENCE_PROFILE).before(fault);
    var call = CompletableFuture.supplyAsync(() -> create("a"));
    Awaitility.await().until(() -> !emulator.calls().isEmpty());

    emulator.close();

    assertThat(call).failsWithin(Duration.ofSeconds(30));
    assertThat(emulator.calls()).extracting(Call::answer).containsExactly(Call.DROPPED);
    assertThat(account.outside("us-east-1").profiles()).isEmpty();
  }

  @Test
  void aSlowCallStillSucceeds() {
    emulator.faults().onAny().before(Fault.slow(Duration.ofMillis(1)));
    account.configure(s -> s.withLatency(Duration.ofMillis(1)));
    list();
    assertThat(emulator.calls()).extracting(Call::answer).containsExactly("200");
  }
}
