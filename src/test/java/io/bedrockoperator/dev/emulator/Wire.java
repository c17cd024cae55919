package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.SampleProfiles.NOVA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.CreateInferenceProfileRequest;
import software.amazon.awssdk.services.bedrock.model.CreateInferenceProfileResponse;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileSummary;
import software.amazon.awssdk.services.bedrock.model.Tag;

/**
 * An emulator with the clients that the tests need: the SDK's, and a bare one for what it hides.
 */
final class Wire implements AutoCloseable {
  static final String NOVA = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
  static final String US_NOVA =
      "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0";
  static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/bedrock/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));
  final EmulatedAccount account = new EmulatedAccount("123456789012", time, 1);
  final BedrockEmulator emulator = BedrockEmulator.start(account);
  final BedrockClient client = client(Region.US_EAST_1, 1);
  final HttpClient http = HttpClient.newHttpClient();

  @Override
  public void close() {
    client.close();
    http.close();
    emulator.close();
  }

  BedrockClient client(Region region, int attempts) {
    return client(BedrockClient.builder(), region, attempts);
  }

  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, Region region, int attempts) {
    return client(builder, region, attempts, AwsBasicCredentials.create("AKID", "secret"));
  }

  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, Region region, int attempts, AwsCredentials credentials) {
    return builder
        .region(region)
        .endpointOverride(emulator.endpoint())
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(
            c ->
                c.retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(attempts)
                        .build()))
        .build();
  }

  CreateInferenceProfileResponse create(
      String name, Consumer<CreateInferenceProfileRequest.Builder> more) {
    return client.createInferenceProfile(
        r -> {
          r.inferenceProfileName(name).modelSource(s -> s.copyFrom(NOVA));
          more.accept(r);
        });
  }

  String create(String name) {
    return create(name, r -> {}).inferenceProfileArn();
  }

  List<InferenceProfileSummary> list() {
    return client.listInferenceProfiles(r -> {}).inferenceProfileSummaries();
  }

  static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  static <T extends Throwable> T refused(Class<T> type, ThrowingCallable call) {
    var thrown = catchThrowableOfType(type, call);
    assertThat(thrown).as(type.getSimpleName()).isNotNull();
    return thrown;
  }

  HttpRequest.Builder request(String rawPathAndQuery) {
    return HttpRequest.newBuilder(URI.create(emulator.endpoint() + rawPathAndQuery))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", SIGNED);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  HttpResponse<String> post(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
