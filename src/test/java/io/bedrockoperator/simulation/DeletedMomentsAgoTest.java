package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeploymentSpec;
import io.bedrockoperator.api.InferenceProfileTemplate;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.api.ProfileTemplateSpec;
import io.bedrockoperator.api.Publish;
import io.bedrockoperator.api.PublishConfigMap;
import io.bedrockoperator.dev.emulator.EmulatorSettings.Lag;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A resource comes right after an earlier one of its name deleted its profile, which Bedrock still
 * shows for a while.
 */
class DeletedMomentsAgoTest {

  private static final String DEPLOYMENT = "team-a/rollout";

  private final QuietWorld world = new QuietWorld();

  private void showDeletionsLate(int millis) {
    var lag = Lag.ofDeletions(Duration.ofMillis(millis));
    world.configure(settings -> settings.withReads(lag).withLists(lag));
  }

  private void rollOut(int model) {
    var source =
        Manifest.copyFrom(Manifest.REGION)
            .replace(Rollout.MODELS.getFirst(), Rollout.MODELS.get(model));
    world
        .cluster()
        .deployments()
        .apply(
            DEPLOYMENT,
            new InferenceProfileDeploymentSpec(
                0,
                0,
                null,
                new InferenceProfileTemplate(
                    null,
                    new ProfileTemplateSpec(
                        "rollout", null, new ModelSource(source), null, null, null, null)),
                new Publish(new PublishConfigMap("rollout", null, Publications.TEMPLATES)),
                Map.of()));
  }

  private void pass(Duration time) {
    world.world().pass(time);
  }

  private String published() {
    return String.valueOf(
        world.cluster().configMaps().get(DEPLOYMENT).orElseThrow().getData().get("ARN"));
  }

  private String revision() {
    return world.cluster().list().keySet().iterator().next();
  }

  /** The ConfigMap may go on naming it until another profile is there. */
  private void itsProfileGoes() {
    world.world().publications().takenAway(published());
  }

  private void assertPublishedProfileLives() {
    pass(Duration.ofMinutes(1));
    assertThat(world.outside().profile(published())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000, 9000})
  void aResourceThatIsAppliedAgain(int lag) {
    showDeletionsLate(lag);
    var publishing = Edit.publish(Manifest.of("chat"), Optional.of("chat"));
    world.apply("chat", publishing);
    world.settle();
    world.cluster().delete("chat");
    world.until(() -> world.cluster().get("chat").isEmpty());

    world.apply("chat", publishing);
    pass(Duration.ofMinutes(1));

    assertThat(world.ready("chat")).isEqualTo(Readiness.AVAILABLE);
    assertThat(world.outside().profile(world.recordedArn("chat"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000, 9000})
  void aRevisionThatIsDeletedByHand(int lag) {
    showDeletionsLate(lag);
    rollOut(0);
    pass(Duration.ofMinutes(5));
    itsProfileGoes();

    world.cluster().delete(revision());

    assertPublishedProfileLives();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000, 9000})
  void aDeploymentThatIsAppliedAgain(int lag) {
    showDeletionsLate(lag);
    rollOut(0);
    pass(Duration.ofMinutes(5));
    itsProfileGoes();

    world.cluster().deployments().delete(DEPLOYMENT);
    pass(Duration.ofMillis(500));
    rollOut(0);

    assertPublishedProfileLives();
  }

  /** The other revision is alive, and must not be removed for the sake of one that is dead. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1000, 9000})
  void aRollbackToARevisionThatIsBeingRemoved(int lag) {
    showDeletionsLate(lag);
    rollOut(0);
    pass(Duration.ofMinutes(5));
    world.before(
        "DeleteInferenceProfile",
        () -> {
          world.world().hazard().disarm();
          rollOut(0);
        });

    rollOut(1);

    assertPublishedProfileLives();
  }

  /** Somebody removed the finalizer of a revision, or the cluster was built anew. */
  @Test
  void theProfileThatARevisionTookBackGoesWithTheDeployment() {
    rollOut(0);
    pass(Duration.ofMinutes(5));
    itsProfileGoes();
    world.stop();
    var revision = revision();
    world.cluster().delete(revision);
    world.cluster().setFinalizer(revision, InferenceProfile.FINALIZER, false);
    world.start();
    pass(Duration.ofMinutes(5));
    assertPublishedProfileLives();
    itsProfileGoes();

    world.cluster().deployments().delete(DEPLOYMENT);
    pass(Duration.ofMinutes(20));

    assertThat(world.outside().profiles()).isEmpty();
  }
}
