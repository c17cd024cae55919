package io.bedrockoperator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.bedrock.ProfileStore;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Owner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PassesTest {

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

  private final Noted resources = new Noted();
  private final Passes passes =
      new Passes(
          new Surroundings(
              new Broken(),
              new Specs("prod", Optional::empty),
              new Pace(Duration.ofMinutes(5), new SplittableRandom(1)),
              InstantSource.system(),
              System::nanoTime));

  @Test
  void tellsOnTheResourceWhatNobodyThoughtOf() {
    var again = passes.run(Resources.withSpec(SPEC), resources);

    assertThat(again).isPresent();
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
  void waitsForTheRegionThatAProfileMayHaveBeenCreatedIn() {
    passes.run(deleted(HOMELESS, null), resources);

    assertThat(resources.statuses)
        .singleElement()
        .satisfies(status -> assertThat(message(status)).contains("set AWS_REGION"));
    assertThat(resources.released).isFalse();
  }

  @Test
  void needsNoRegionToDeleteWhatIsRecorded() {
    passes.run(deleted(HOMELESS, ARN), resources);

    assertThat(resources.statuses)
        .singleElement()
        .satisfies(status -> assertThat(message(status)).contains("UnsupportedOperationException"));
  }

  @Test
  void needsNoRegionToRetain() {
    passes.run(
        deleted(HOMELESS.replace("}}", "}, \"deletionPolicy\": \"Retain\"}"), null), resources);

    assertThat(resources.released).isTrue();
  }

  private static String message(InferenceProfileStatus status) {
    return String.valueOf(status.conditions());
  }

  private static InferenceProfile deleted(String spec, @Nullable String arn) {
    var resource = Resources.withSpec(spec);
    resource.getMetadata().setFinalizers(List.of(Passes.FINALIZER));
    resource.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    resource.setStatus(
        new InferenceProfileStatus(
            1L, arn, null, null, null, null, null, null, null, "u1", null, null, null, null, null));
    return resource;
  }

  /** A store with a bug in every method. */
  private static final class Broken implements ProfileStore {

    @Override
    public ProfileStore onBehalfOf(String namespace) {
      return this;
    }

    @Override
    public Optional<ObservedProfile> find(String arn) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Map<String, String>> tags(String arn) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<ObservedProfile> list(String region) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> modelsOf(String region, String copyFrom) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Created create(DesiredProfile profile, String token) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String retag(String arn, Map<String, String> put, Set<String> remove) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> delete(String arn) {
      throw new UnsupportedOperationException();
    }
  }

  /** A cluster that takes everything. */
  private static final class Noted implements ResourceStore {

    private final List<InferenceProfileStatus> statuses = new ArrayList<>();
    private boolean released;

    @Override
    public InferenceProfile addFinalizer(InferenceProfile resource) {
      return resource;
    }

    @Override
    public void removeFinalizer(InferenceProfile resource) {
      released = true;
    }

    @Override
    public void writeStatus(InferenceProfile resource, InferenceProfileStatus status) {
      statuses.add(status);
    }

    @Override
    public void announce(InferenceProfile resource, Announcement announcement) {}

    @Override
    public boolean allowsAdoption(String namespace) {
      return false;
    }

    @Override
    public boolean exists(Owner owner) {
      return false;
    }
  }
}
