package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.bedrock.BedrockChatModel;
import io.bedrockoperator.docs.Page;
import io.bedrockoperator.samples.Consumer;
import io.bedrockoperator.samples.Invocation;
import io.bedrockoperator.samples.PublishSample;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** The samples of deploy/samples/publish, from the manifest to the answer of the model. */
class PublishSamplesIT {

  private static final String MODEL = "anthropic.claude-sonnet-4-20250514-v1:0";

  private static Stage stage;

  @BeforeAll
  static void apply() {
    stage = Stage.withOperatorIn("publish-samples");
    var admin = stage.cluster().admin();
    PublishSample.all().stream()
        .flatMap(sample -> sample.objects().stream())
        .filter(object -> !object.getKind().equals("Kustomization"))
        .forEach(object -> admin.resource(object).inNamespace(stage.namespace()).create());
  }

  @AfterAll
  static void stop() {
    stage.cluster().admin().configMaps().inNamespace(stage.namespace()).delete();
    stage.close();
  }

  /** LangChain4j and the SDK of AWS below it invoke what the consumer would. */
  @ParameterizedTest
  @EnumSource
  void leadsItsConsumerToTheModel(Consumer consumer, @TempDir Path directory) {
    var sample = consumer.sample().resource();
    var arn = arn(sample.getMetadata().getName());

    var invocation = consumer.read(published(sample.getMetadata().getName()), directory);

    assertThat(invocation.modelId()).isEqualTo(arn);
    assertThat(answer(invocation))
        .contains(arn, MODEL, String.valueOf(sample.getSpec().inferenceProfileName()));
  }

  @Test
  void thePageSaysHowToGetThePolicy() throws IOException {
    var command = Page.of("docs/publish.md").blocks("sh").get(1);
    var arn = arn("payroll");

    var policy =
        stage
            .cluster()
            .shell(
                Path.of("").toAbsolutePath(),
                command
                    .replaceFirst("aws iam [^\"]*--policy-document", "printf %s")
                    .replace("team-a", stage.namespace()));

    assertThat(new ObjectMapper().readTree(policy).at("/Statement/0/Resource/0").asText())
        .isEqualTo(arn);
  }

  /** Once it is published. */
  private static String arn(String resource) {
    soon()
        .untilAsserted(
            () ->
                stage
                    .assertThat(resource)
                    .hasReady("True", Reason.AVAILABLE)
                    .hasConditions("Ready", "Published"));
    return stage.arn(resource);
  }

  private static ConfigMap published(String resource) {
    return stage
        .cluster()
        .admin()
        .configMaps()
        .inNamespace(stage.namespace())
        .withName(Objects.requireNonNull(stage.status(resource).published()).configMap())
        .require();
  }

  private static String answer(Invocation invocation) {
    try (var client =
        BedrockRuntimeClient.builder()
            .region(Region.of(invocation.region()))
            .endpointOverride(stage.bedrock().endpoint())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", Stage.SECRET_KEY)))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return BedrockChatModel.builder()
          .client(client)
          .modelId(invocation.modelId())
          .build()
          .chat("Who are you?");
    }
  }
}
