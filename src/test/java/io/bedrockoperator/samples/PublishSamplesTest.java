package io.bedrockoperator.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.publish.ConfigMapContent;
import io.bedrockoperator.publish.PublicationParser;
import io.bedrockoperator.publish.PublishedProfile;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each sample, rendered by the operator's code and read by whom it is for. */
class PublishSamplesTest {

  private static final String REGION = "us-west-2";
  private static final String ARN =
      "arn:aws:bedrock:us-west-2:111122223333:application-inference-profile/vun05s8q4o1w";
  private static final String MODEL =
      "arn:aws:bedrock:us-west-2::foundation-model/anthropic.claude-sonnet-4-20250514-v1:0";

  /** They treat all models alike. */
  private static final Set<Consumer> INDIFFERENT =
      EnumSet.of(
          Consumer.SPRING_AI,
          Consumer.CLAUDE_CODE,
          Consumer.KAGENT,
          Consumer.ENVOY_AI_GATEWAY,
          Consumer.AGENTGATEWAY);

  static List<PublishSample> samples() {
    return PublishSample.all();
  }

  @ParameterizedTest
  @EnumSource
  void leadsItsConsumerToTheProfile(Consumer consumer, @TempDir Path directory) throws Exception {
    var model = INDIFFERENT.contains(consumer) ? "" : "us.anthropic.claude-sonnet-4-20250514-v1:0";

    assertThat(consumer.read(rendered(consumer.sample()), directory))
        .isEqualTo(new Invocation(ARN, REGION, model));
  }

  @Test
  void springAiKnowsEveryPropertyOfItsSample() throws Exception {
    assertThat(SpringApplicationProperties.known())
        .containsAll(rendered(Consumer.SPRING_AI.sample()).getData().keySet());
  }

  @Test
  void theDefaultKeysAreNamesOfVariables() throws Exception {
    assertThat(rendered(Consumer.KAGENT.sample()).getData().keySet())
        .allMatch(key -> key.matches("[A-Za-z_][A-Za-z0-9_]*"));
  }

  @Test
  void thePolicyIsAboutTheProfile() throws Exception {
    var published = rendered(PublishSample.of("invoke-policy.yaml"));

    var policy = new ObjectMapper().readTree(published.getData().get("policy.json"));
    assertThat(policy.at("/Statement/0/Resource")).hasToString("[\"%s\"]".formatted(ARN));
    assertThat(policy.at("/Statement/1/Resource")).hasToString("[\"%s\"]".formatted(MODEL));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void saysWhatItIsAndNamesNoObjectOfAnother(PublishSample sample) throws IOException {
    var others =
        samples().stream()
            .filter(other -> !other.file().equals(sample.file()))
            .flatMap(other -> other.objects().stream())
            .map(PublishSamplesTest::key)
            .toList();

    assertThat(Files.readAllLines(sample.file()).getFirst()).startsWith("# ").endsWith(".");
    assertThat(sample.objects())
        .map(PublishSamplesTest::key)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(others);
  }

  private static ConfigMap rendered(PublishSample sample) throws Exception {
    var resource = sample.resource();
    var spec = resource.getSpec();
    var problems = new ArrayList<String>();
    var publication = PublicationParser.read(spec.publish(), problems);
    assertThat(problems).isEmpty();
    var profile =
        new PublishedProfile(
            ARN,
            List.of(MODEL),
            Optional.ofNullable(spec.modelSource()).map(ModelSource::copyFrom).orElseThrow(),
            resource.getMetadata().getNamespace(),
            resource.getMetadata().getName());
    var content = ConfigMapContent.render(resource.getKind(), publication.orElseThrow(), profile);
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(content.name())
        .endMetadata()
        .withData(content.data())
        .build();
  }

  private static String key(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }
}
