package io.bedrockoperator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.schema.InstalledSchema;
import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.scheduling.Sleeper;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusReader;
import io.bedrockoperator.status.StatusWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
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
          ReconcilerDependencies.of(
              new BrokenStore() {
                @Override
                public List<ObservedProfile> list(Runnable leaves) {
                  return List.of(profile());
                }

                @Override
                public Optional<Map<String, Map<String, String>>> tagsOf(List<String> arns) {
                  return Optional.empty();
                }
              },
              new SpecParser("prod", Optional::empty, Set.of("us-east-1")),
              new RequeueDelays(Duration.ofMinutes(5), new SplittableRandom(1)),
              new InstalledSchema("1", Optional::empty),
              InstantSource.system(),
              () -> nanos,
              Sleeper::onThread,
              new SimpleMeterRegistry(),
              1));

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
    passes.run(available(), new Silent());
    var woken = new ArrayList<InferenceProfile>();
    nanos += Duration.ofMinutes(5).toNanos();

    var changed = change.apply(available());
    passes.resync().run(() -> Stream.of(changed), woken::add, Runnable::run);

    assertThat(woken).containsExactly(changed);
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

  /** Nothing is to be written. */
  private static final class Silent implements ResourceStore {

    @Override
    public InferenceProfile addFinalizer(InferenceProfile resource) {
      throw new UnsupportedOperationException();
    }

    @Override
    public InferenceProfile removeFinalizer(InferenceProfile resource) {
      throw new UnsupportedOperationException();
    }

    @Override
    public InferenceProfile writeStatus(InferenceProfile resource, InferenceProfileStatus status) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void announce(InferenceProfile resource, ResourceEvent announcement) {}

    @Override
    public AdoptionPermission adoptionIn(String namespace) {
      return AdoptionPermission.WITHHELD;
    }

    @Override
    public boolean exists(Owner owner) {
      return false;
    }
  }
}
