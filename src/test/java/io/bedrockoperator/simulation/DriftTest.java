package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.status.Reason;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What is counted of that which others do in AWS, and how old what is known of it may be. */
class DriftTest {

  private static final String REVISED =
      "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v2:0";

  /** Longer than two looks, and than what follows a loss. */
  private static final Duration LONG = Duration.ofHours(1);

  private final QuietWorld world = new QuietWorld();

  @Test
  void countsAProfileThatWasDeletedAndReplaced() {
    var name = world.settled(2).getFirst();
    var lost = world.recordedArn(name);

    world.deleteOutside(name);
    world.until(() -> !world.recordedArn(name).equals(lost));
    world.world().pass(LONG);

    assertDrift(1, 0, 0);
  }

  @Test
  void tellsOfALossAtTheFirstLook() {
    var name = world.settled(1).getFirst();
    var lost = world.recordedArn(name);

    world.deleteOutside(name);
    world.until(() -> world.ready(name).contains(Reason.CREATING.value()));

    assertThat(world.recordedArn(name)).isEqualTo(lost);
    assertThat(world.outside().tagged("bedrock-operator.io/name", name)).isEmpty();
  }

  @Test
  void doesNotTakeItBackWithoutALookAfterARestart() {
    var name = world.settled(1).getFirst();
    world.deleteOutside(name);
    world.until(() -> world.ready(name).contains(Reason.CREATING.value()));

    world.stop();
    world.start();
    world.world().pass(Duration.ofSeconds(10));

    assertThat(world.ready(name)).contains(Reason.CREATING.value());
  }

  @Test
  void saysNothingNewOfAKnownLossAfterARestart() {
    var name = world.settled(1, profile -> Manifest.of(profile, null, "Never", null)).getFirst();
    world.deleteOutside(name);
    world.until(() -> world.ready(name).contains(Reason.PROFILE_LOST.value()));

    world.stop();
    world.start();
    var traffic = world.world().pass(LONG);

    assertThat(traffic.requests(SimulatedApiServer.WRITE_STATUS)).isZero();
  }

  @Test
  void countsAProfileThatStaysLostOnce() {
    var name = world.settled(1, profile -> Manifest.of(profile, null, "Never", null)).getFirst();

    world.deleteOutside(name);
    world.until(() -> world.ready(name).contains(Reason.PROFILE_LOST.value()));
    world.world().pass(LONG);

    assertDrift(1, 0, 0);
  }

  @Test
  void countsTagsThatWerePutRight() {
    var name = world.settled(1).getFirst();
    var arn = world.recordedArn(name);

    world.outside().putTag(arn, "bedrock-operator.io/name", "stolen");
    world.until(() -> world.outside().tagged("bedrock-operator.io/name", name).size() == 1);
    world.world().pass(LONG);

    assertDrift(0, 1, 0);
  }

  @Test
  void countsModelsThatAwsRevisedOnceForEachProfile() {
    world.settled(2);

    world.world().disguise(profile -> Disguise.withModels(profile, List.of(REVISED)));
    world.world().pass(LONG);

    assertDrift(0, 0, 2);
  }

  @Test
  void anObservationAgesUntilTheNextOne() {
    world.settled(1);
    world.rounds(1);
    assertThat(age()).isCloseTo(0, Offset.offset(1.0));

    world.world().pass(Duration.ofMinutes(2));
    assertThat(age()).isCloseTo(120, Offset.offset(1.0));

    world.rounds(1);
    assertThat(age()).isCloseTo(0, Offset.offset(1.0));
  }

  private void assertDrift(int lost, int tags, int models) {
    assertThat(List.of(drift("lost"), drift("tags"), drift("models")))
        .containsExactly((double) lost, (double) tags, (double) models);
  }

  private double drift(String kind) {
    return meters().get("bedrock_operator_drift").tag("kind", kind).counter().count();
  }

  private double age() {
    return meters()
        .get("bedrock_operator_observation_age")
        .tag("region", Manifest.REGION)
        .gauge()
        .value();
  }

  private MeterRegistry meters() {
    return world.world().replicas().getFirst().meters();
  }
}
