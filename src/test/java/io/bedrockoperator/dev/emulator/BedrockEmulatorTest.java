package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.Wire.NOVA;
import static io.bedrockoperator.dev.emulator.Wire.US_NOVA;
import static io.bedrockoperator.dev.emulator.Wire.refused;
import static io.bedrockoperator.dev.emulator.Wire.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.emulator.EmulatorSettings.Creation;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.model.ConflictException;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileStatus;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileSummary;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileType;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.bedrock.model.ThrottlingException;
import software.amazon.awssdk.services.bedrock.model.TooManyTagsException;
import software.amazon.awssdk.services.bedrock.model.ValidationException;

class BedrockEmulatorTest {
  @AutoClose private final Wire wire = new Wire();

  @Test
  void theSdkReadsBackWhatItCreated() {
    var created =
        wire.create(
            "team-a-chat",
            r ->
                r.description("for a")
                    .clientRequestToken("token-1")
                    .modelSource(s -> s.copyFrom(US_NOVA))
                    .tags(tag("team", "a")));

    var profile =
        wire.client.getInferenceProfile(
            r -> r.inferenceProfileIdentifier(created.inferenceProfileArn()));

    assertThat(created.status()).isEqualTo(InferenceProfileStatus.ACTIVE);
    assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(profile.inferenceProfileName()).isEqualTo("team-a-chat");
    assertThat(profile.description()).isEqualTo("for a");
    assertThat(profile.inferenceProfileArn()).isEqualTo(created.inferenceProfileArn());
    assertThat(profile.inferenceProfileArn()).endsWith("/" + profile.inferenceProfileId());
    assertThat(profile.createdAt()).isEqualTo(wire.time.instant());
    assertThat(profile.updatedAt()).isEqualTo(wire.time.instant());
    assertThat(profile.status()).isEqualTo(InferenceProfileStatus.ACTIVE);
    assertThat(profile.type()).isEqualTo(InferenceProfileType.APPLICATION);
    assertThat(profile.models()).hasSize(3);
    assertThat(profile.models().getFirst().modelArn()).isEqualTo(NOVA);
    assertThat(
            wire.client
                .listTagsForResource(r -> r.resourceARN(created.inferenceProfileArn()))
                .tags())
        .containsExactly(tag("team", "a"));
  }

  @Test
  void theSdkTagsUntagsAndDeletes() {
    var arn = wire.create("a", r -> r.tags(tag("x", "1"))).inferenceProfileArn();

    wire.client.tagResource(r -> r.resourceARN(arn).tags(tag("x", "2"), tag("y", "3")));
    wire.client.untagResource(r -> r.resourceARN(arn).tagKeys("y"));

    assertThat(wire.client.listTagsForResource(r -> r.resourceARN(arn)).tags())
        .containsExactly(tag("x", "2"));
    wire.client.deleteInferenceProfile(r -> r.inferenceProfileIdentifier(arn));
    refused(
        ResourceNotFoundException.class,
        () -> wire.client.getInferenceProfile(r -> r.inferenceProfileIdentifier(arn)));
    refused(
        ResourceNotFoundException.class,
        () -> wire.client.deleteInferenceProfile(r -> r.inferenceProfileIdentifier(arn)));
  }

  @Test
  void theSdkFollowsPages() {
    wire.account.configure(s -> s.withPageSize(2));
    for (int i = 0; i < 5; i++) {
      wire.create("a" + i);
    }

    var names =
        wire
            .client
            .listInferenceProfilesPaginator(r -> r.typeEquals(InferenceProfileType.APPLICATION))
            .inferenceProfileSummaries()
            .stream()
            .map(InferenceProfileSummary::inferenceProfileName);

    assertThat(names).containsExactly("a0", "a1", "a2", "a3", "a4");
    assertThat(wire.emulator.calls(Operation.LIST_INFERENCE_PROFILES)).hasSize(3);
  }

  @Test
  void bothKindsAndASizeCanBeListed() {
    wire.create("a");
    assertThat(wire.list())
        .extracting(InferenceProfileSummary::type)
        .contains(InferenceProfileType.APPLICATION, InferenceProfileType.SYSTEM_DEFINED);
    assertThat(wire.client.listInferenceProfiles(r -> r.maxResults(1)).inferenceProfileSummaries())
        .hasSize(1);
    refused(
        ValidationException.class, () -> wire.client.listInferenceProfiles(r -> r.maxResults(0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-west-2", "eu-west-1"})
  void theRegionIsTheSignatures(String region) {
    try (var there = wire.client(Region.of(region), 1)) {
      var created =
          there.createInferenceProfile(
              r ->
                  r.inferenceProfileName("a")
                      .modelSource(s -> s.copyFrom(NOVA.replace("us-east-1", region))));

      assertThat(created.inferenceProfileArn()).contains(":bedrock:" + region + ":");
    }
    assertThat(wire.account.outside(region).named("a")).hasSize(1);
    assertThat(wire.account.outside("us-east-1").profiles()).isEmpty();
    assertThat(wire.emulator.calls()).extracting(Call::region).containsExactly(region);
  }

  @Test
  void everyRefusalIsTheSdksOwnException() {
    var arn = wire.create("a");
    var tags = IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "v")).toList();

    refused(ConflictException.class, () -> wire.create("a"));
    refused(ValidationException.class, () -> wire.create("a--b"));
    refused(ValidationException.class, () -> wire.create("b", r -> r.modelSource(s -> {})));
    refused(
        ResourceNotFoundException.class,
        () -> wire.create("b", r -> r.modelSource(s -> s.copyFrom(NOVA + "00"))));
    var tooMany =
        refused(
            TooManyTagsException.class,
            () -> wire.client.tagResource(r -> r.resourceARN(arn).tags(tags)));
    assertThat(tooMany.resourceName()).isEqualTo(arn);
    wire.account.configure(s -> s.withQuota(1));
    refused(ServiceQuotaExceededException.class, () -> wire.create("b"));
    wire.account.configure(s -> s.withCalls(new CallLimit.WholeSeconds(0)));
    var throttled = refused(ThrottlingException.class, () -> wire.create("b"));
    assertThat(throttled.statusCode()).isEqualTo(429);
    assertThat(throttled.isThrottlingException()).isTrue();
  }

  @Test
  void aStatusTheSdkDoesNotKnowArrivesRaw() {
    wire.account.configure(s -> s.with(new Creation(Duration.ofMinutes(1), "CREATING")));
    assertThat(wire.create("a", r -> {}).statusAsString()).isEqualTo("CREATING");
  }

  @Test
  void theLogTellsEveryCall() {
    var arn = wire.create("a", r -> r.clientRequestToken("token")).inferenceProfileArn();
    refused(ConflictException.class, () -> wire.create("a"));
    wire.client.listTagsForResource(r -> r.resourceARN(arn));

    var calls = wire.emulator.calls();

    assertThat(calls).extracting(Call::answer).containsExactly("201", "ConflictException", "200");
    assertThat(calls).extracting(Call::subject).containsExactly("a", "a", arn);
    assertThat(calls).extracting(Call::sequence).containsExactly(1L, 2L, 3L);
    assertThat(calls.getFirst().token()).isEqualTo("token");
    assertThat(calls.getFirst().at()).isEqualTo(wire.time.instant());
    assertThat(wire.emulator.calls(Operation.CREATE_INFERENCE_PROFILE)).hasSize(2);
    wire.emulator.clearCalls();
    assertThat(wire.emulator.calls()).isEmpty();
  }

  @Test
  void countsArrivalsAlsoOfCallsThatWereCleared() {
    wire.client.listInferenceProfiles(r -> {});
    wire.emulator.clearCalls();
    wire.client.listInferenceProfiles(r -> {});

    assertThat(wire.emulator.arrivals()).isEqualTo(2);
    assertThat(wire.emulator.calls()).hasSize(1);
  }

  @Test
  void operationsHaveTheNamesThatAwsGivesThem() {
    assertThat(Operation.LIST_TAGS_FOR_RESOURCE.action()).isEqualTo("ListTagsForResource");
    assertThat(Operation.UNTAG_RESOURCE.action()).isEqualTo("UntagResource");
  }
}
