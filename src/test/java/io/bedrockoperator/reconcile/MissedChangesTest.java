package io.bedrockoperator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.profile.ModelLifecycle;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusReader;
import io.bedrockoperator.status.StatusWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A round wakes whatever had to have a pass, and no event told of. */
class MissedChangesTest {

  private static final String ARN =
      "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/06vsfs68yb4g";
  private static final String SPEC =
      """
      {"inferenceProfileName": "chat",
       "modelSource": {"copyFrom": "arn:aws:bedrock:us-east-1::foundation-model/m"}}
      """;

  private long nanos;
  private final ResourceReconciler passes =
      new ResourceReconciler(
          PlainDependencies.of(
              new BrokenStore() {
                @Override
                public List<ObservedProfile> list(Runnable leaves) {
                  return List.of(profile());
                }

                @Override
                public Optional<Map<String, Map<String, String>>> tagsOf(List<String> arns) {
                  return Optional.empty();
                }

                @Override
                public Optional<Map<String, ModelLifecycle>> models() {
                  return Optional.empty();
                }
              },
              () -> nanos,
              new SimpleMeterRegistry()));

  private static ObservedProfile profile() {
    return new ObservedProfile(
        ARN,
        "06vsfs68yb4g",
        "chat",
        Optional.empty(),
        "ACTIVE",
        "APPLICATION",
        List.of("arn:aws:bedrock:us-east-1::foundation-model/m"),
        Optional.of(Instant.EPOCH));
  }

  static Stream<Named<UnaryOperator<InferenceProfile>>> changes() {
    return Stream.of(
        Named.of(
            "its finalizer was taken away",
            resource -> {
              resource.getMetadata().setFinalizers(List.of());
              return resource;
            }),
        Named.of("somebody asks for a look", resource -> Resources.annotated(resource, "now")));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void wakesWhatRestsAndWasChanged(UnaryOperator<InferenceProfile> change) {
    var resources = new NotedStore();
    passes.run(available(), resources);
    assertThat(resources.statuses).isEmpty();
    var woken = new ArrayList<InferenceProfile>();
    nanos += Duration.ofMinutes(5).toNanos();

    var changed = change.apply(available());
    passes.resync().run(() -> Stream.of(changed), woken::add, Runnable::run);

    assertThat(woken).containsOnly(changed);
  }

  private static InferenceProfile available() {
    var resource = Resources.withSpec(SPEC);
    resource.getMetadata().setFinalizers(List.of(InferenceProfile.FINALIZER));
    resource.setStatus(
        Resources.status(
            "{\"inferenceProfileArn\": \"%s\", \"clientRequestToken\": \"%s\"}"
                .formatted(ARN, Resources.UID)));
    resource.setStatus(
        StatusWriter.next(
            resource,
            StatusReader.generation(resource),
            StatusReader.record(resource).seen(profile()).synced(StatusReader.generation(resource)),
            Outcome.of(Reason.AVAILABLE, "The profile is ACTIVE and as the spec describes it"),
            Instant.EPOCH));
    return resource;
  }
}
