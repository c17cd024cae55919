package io.bedrockoperator.reconcile;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.aws.BedrockOperation;
import io.bedrockoperator.aws.ProfileStores;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.ProfileRecord.Refusal.Subject;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusReader;
import io.bedrockoperator.status.StatusWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceReconcilerTest {

  private static final String SPEC =
      """
      {"inferenceProfileName": "chat",
       "modelSource": {"copyFrom": "arn:aws:bedrock:us-east-1::foundation-model/m"}}
      """;

  private static final String HOMELESS =
      """
      {"inferenceProfileName": "chat",
       "modelSource": {"copyFrom": "arn:aws:bedrock:::foundation-model/m"}}
      """;
  private static final String ARN =
      "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/06vsfs68yb4g";

  private long nanos;
  private final NotedStore resources = new NotedStore();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final ResourceReconciler passes = passesOver(new BrokenStore());

  private ResourceReconciler passesOver(ProfileStores store) {
    return new ResourceReconciler(PlainDependencies.of(store, () -> nanos, meters));
  }

  @Test
  void tellsOnTheResourceWhatNobodyThoughtOf() {
    var again = passes.run(Resources.withSpec(SPEC), resources);

    assertThat(again).isPresent();
    assertThat(passesThatEnded("unforeseen")).isEqualTo(1);
    assertThat(passesThatEnded("reported")).isZero();
    assertThat(resources.statuses)
        .singleElement()
        .satisfies(
            status ->
                assertThat(status.conditions())
                    .first()
                    .satisfies(
                        ready -> {
                          assertThat(ready.status()).isEqualTo("Unknown");
                          assertThat(ready.reason()).isEqualTo("BedrockError");
                          assertThat(ready.message()).contains("UnsupportedOperationException");
                        }));
  }

  @Test
  void saysNothingOfWhatFailsWhenTheProcessEnds() {
    Thread.currentThread().interrupt();

    var again = passes.run(Resources.withSpec(SPEC), resources);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(again).isEmpty();
    assertThat(resources.statuses).isEmpty();
  }

  @Test
  void spendsNothingOnASpecThatWasRefused() {
    assertThat(passes.run(refused(), resources).orElseThrow())
        .isBetween(Duration.ofMinutes(48), Duration.ofHours(1));

    assertThat(resources.statuses).isEmpty();
  }

  @Test
  void looksAgainWhereAnotherProcessRefusedWhatThisOneCouldNotReport() {
    resources.outdated = true;
    passes.run(Resources.withSpec(SPEC), resources);
    resources.outdated = false;

    passes.run(refused(), resources);

    assertThat(onlyConditions()).contains("UnsupportedOperationException");
  }

  @Test
  void comesBackTheLaterTheMoreOftenItsWritesAreOutdated() {
    resources.outdated = true;
    var resource = Resources.withSpec(SPEC.replace("}}", "}, \"suspend\": true}"));

    var delays = Stream.generate(() -> passes.run(resource, resources)).limit(10).toList();

    assertThat(delays.getFirst().orElseThrow()).isBetween(ofMillis(800), ofSeconds(1));
    assertThat(delays.getLast().orElseThrow()).isBetween(ofSeconds(24), ofSeconds(30));
  }

  @Test
  void waitsForTheRegionThatAProfileMayHaveBeenCreatedIn() {
    passes.run(deleted(HOMELESS, null), resources);

    assertThat(onlyConditions()).contains("set AWS_REGION");
    assertThat(resources.released).isFalse();
  }

  @Test
  void needsNoRegionToDeleteWhatIsRecorded() {
    passes.run(deleted(HOMELESS, ARN), resources);

    assertThat(onlyConditions()).contains("UnsupportedOperationException");
  }

  @Test
  void needsNoRegionToRetain() {
    var retaining = deleted(HOMELESS.replace("}}", "}, \"deletionPolicy\": \"Retain\"}"), null);
    passes.run(retaining, resources);
    assertThat(resources.released).isFalse();

    nanos = ReconcileMemory.SETTLING.toNanos();
    passes.run(retaining, resources);

    assertThat(resources.released).isTrue();
  }

  @Test
  void touchesNothingInARegionThatIsNotAllowed() {
    var again = passes.run(Resources.withSpec(elsewhere()), resources);

    assertThat(again).isEmpty();
    assertThat(resources.held).isFalse();
    assertThat(onlyConditions()).contains("InvalidSpec", "BEDROCK_OPERATOR_REGIONS");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = "arn:aws:bedrock:xx-gone-1:111122223333:application-inference-profile/06vsfs68yb4g")
  void deletesInARegionThatIsNotAllowedAnyMore(@Nullable String arn) {
    passes.run(deleted(elsewhere(), arn), resources);

    assertThat(onlyConditions()).contains("UnsupportedOperationException");
  }

  private static String elsewhere() {
    return HOMELESS.replace("bedrock:::", "bedrock:xx-gone-1::");
  }

  @Test
  void saysNothingOfRejectedCredentialsBeforeTheThirdAttempt() {
    var rejected =
        passesOver(
            new BrokenStore() {
              @Override
              public List<ObservedProfile> list(Runnable leaves) {
                throw expired();
              }
            });

    var blips = Stream.generate(() -> rejected.run(available(), resources)).limit(2).toList();
    assertThat(blips)
        .as("looks again in seconds")
        .allSatisfy(delay -> assertThat(delay.orElseThrow()).isLessThan(ofSeconds(5)));
    assertThat(resources.statuses).isEmpty();

    var told = rejected.run(available(), resources);
    assertThat(told.orElseThrow()).as("rechecks").isGreaterThan(ofMinutes(2));
    assertThat(resources.statuses)
        .singleElement()
        .extracting(InferenceProfileStatus::conditions, list(Condition.class))
        .extracting(Condition::type, Condition::status, Condition::reason)
        .containsExactly(
            tuple("Ready", "False", "CredentialsUnavailable"),
            tuple("Stalled", "True", "CredentialsUnavailable"));
  }

  private static StoreFailure expired() {
    return new StoreFailure(
        StoreFailure.Kind.NO_CREDENTIALS,
        new StoreFailure.Answer(
            BedrockOperation.LIST_INFERENCE_PROFILES,
            Optional.of("ExpiredTokenException"),
            OptionalInt.of(403),
            "The security token included in the request is expired",
            Optional.empty()));
  }

  private static InferenceProfile available() {
    var resource = Resources.withSpec(HOMELESS.replace("bedrock:::", "bedrock:us-east-1::"));
    resource.getMetadata().setFinalizers(List.of(InferenceProfile.FINALIZER));
    resource.setStatus(Resources.status("{\"inferenceProfileArn\": \"%s\"}".formatted(ARN)));
    resource.setStatus(
        StatusWriter.next(
            resource,
            StatusReader.generation(resource),
            StatusReader.record(resource),
            Outcome.of(Reason.AVAILABLE, "all is well"),
            Instant.EPOCH));
    return resource;
  }

  private long passesThatEnded(String how) {
    return meters.get("bedrock_operator_reconcile_duration").tag("result", how).timer().count();
  }

  /** Of the one status that was written. */
  private String onlyConditions() {
    assertThat(resources.statuses).hasSize(1);
    return String.valueOf(resources.statuses.getFirst().conditions());
  }

  private static InferenceProfile refused() {
    var resource = Resources.withSpec(SPEC);
    resource.setStatus(
        StatusWriter.next(
            resource,
            StatusReader.generation(resource),
            StatusReader.record(resource).refused(Subject.SPEC, StatusReader.generation(resource)),
            Outcome.of(Reason.INVALID_SPEC, "AWS does not take it"),
            Instant.EPOCH));
    return resource;
  }

  private static InferenceProfile deleted(String spec, @Nullable String arn) {
    var resource = Resources.withSpec(spec);
    resource.getMetadata().setFinalizers(List.of(InferenceProfile.FINALIZER));
    resource.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    resource.setStatus(
        Resources.status(
            """
            {"observedGeneration": 1, "inferenceProfileArn": %s, "clientRequestToken": "%s"}
            """
                .formatted(arn == null ? "null" : "\"" + arn + "\"", Resources.UID)));
    return resource;
  }
}
