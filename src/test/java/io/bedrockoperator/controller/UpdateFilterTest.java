package io.bedrockoperator.controller;

import static io.bedrockoperator.reconcile.Resources.annotated;
import static io.bedrockoperator.reconcile.Resources.bare;
import static io.bedrockoperator.reconcile.Resources.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.TagKeysOfCreation;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.reconcile.Resources;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusWriter;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpdateFilterTest {

  private final UpdateFilter relevance = new UpdateFilter();

  record Change(String what, InferenceProfile now, InferenceProfile before) {}

  private static InferenceProfile changed(Consumer<InferenceProfile> change) {
    var resource = bare();
    change.accept(resource);
    return resource;
  }

  private static InferenceProfile held() {
    return changed(it -> it.getMetadata().setFinalizers(List.of(InferenceProfile.FINALIZER)));
  }

  private static InferenceProfile having(InferenceProfile resource) {
    return Resources.with(
        resource,
        Resources.status(
            """
            {"inferenceProfileArn":
              "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/x"}
            """));
  }

  static Stream<Change> relevant() {
    var deleted = changed(it -> it.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z"));
    return Stream.of(
        new Change("spec", changed(it -> it.getMetadata().setGeneration(4L)), bare()),
        new Change("another resource", changed(it -> it.getMetadata().setUid("other")), bare()),
        new Change("deletion", deleted, bare()),
        new Change("request", annotated(bare(), "noon"), bare()),
        new Change("next request", annotated(bare(), "one"), annotated(bare(), "noon")),
        new Change("finalizer of a profile taken away", having(bare()), having(held())));
  }

  @ParameterizedTest
  @MethodSource("relevant")
  void isWorthAPass(Change it) {
    assertThat(relevance.accept(it.now, it.before)).isTrue();
  }

  static Stream<Change> irrelevant() {
    var status =
        StatusWriter.next(
            bare(), 3, ProfileRecord.NOTHING, Outcome.of(Reason.AVAILABLE, "good"), Instant.EPOCH);
    return Stream.of(
        new Change("nothing", bare(), bare()),
        new Change("our status", with(bare(), status), bare()),
        new Change("our finalizer", held(), bare()),
        new Change("our finalizer, given up", bare(), held()),
        new Change(
            "another finalizer",
            bare(),
            changed(it -> it.getMetadata().setFinalizers(List.of("other/finalizer")))),
        new Change("a version", changed(it -> it.getMetadata().setResourceVersion("8")), bare()),
        new Change("a label", changed(it -> it.getMetadata().setLabels(Map.of("a", "b"))), bare()),
        new Change(
            "another annotation",
            changed(it -> it.getMetadata().setAnnotations(Map.of("a", "b"))),
            bare()),
        new Change(
            "our annotation",
            changed(
                it -> it.getMetadata().setAnnotations(Map.of(TagKeysOfCreation.ANNOTATION, "{}"))),
            bare()),
        new Change("the same request", annotated(bare(), "noon"), annotated(bare(), "noon")));
  }

  @ParameterizedTest
  @MethodSource("irrelevant")
  void isNoNews(Change it) {
    assertThat(relevance.accept(it.now, it.before)).isFalse();
  }

  @Test
  void bearsMetadataWithoutAnnotations() {
    var read =
        Objects.requireNonNull(
            new KubernetesSerialization()
                .unmarshal("{\"metadata\": {\"annotations\": null}}", InferenceProfile.class));

    assertThat(relevance.accept(read, read)).isFalse();
  }
}
