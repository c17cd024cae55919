package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.dev.emulator.Outside;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A namespace that may have one profile, and resources that get none. */
class FreedSlotTest {

  /** In the order of their uids, as all are created in one second here. */
  private static final String OLDER = "team-a/a-older";

  private static final String NEWER = "team-a/b-newer";
  private static final String ID = "222233334444";
  private static final String CREATE = "CreateInferenceProfile";
  private static final String QUOTA_EXCEEDED = "False QuotaExceeded";
  private static final String SOURCE_NOT_FOUND = "False SourceNotFound";

  /** Well before a refused resource is tried again anyway. */
  private static final Duration SOON = Duration.ofMinutes(1);

  private static final Duration HOUR = Duration.ofHours(1);

  private final QuietWorld world = new QuietWorld();

  @BeforeEach
  void allowOne() {
    world.world().accounts().createBoth();
    world.world().accounts().allowAtMost(1);
  }

  private Outside inAws() {
    return world.world().accounts().of(ID).outside(Manifest.REGION);
  }

  private static InferenceProfileSpec ofNoModel(String name) {
    var spec = Manifest.of(name);
    return new InferenceProfileSpec(
        spec.inferenceProfileName(),
        null,
        new ModelSource(Manifest.copyFrom(Manifest.REGION).replace("nova-lite", "no-such-model")),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of());
  }

  /** Of the name that the older one is to have. */
  private String strangersProfile() {
    var source = Manifest.SOURCE.replace(SimulatedAccounts.OWN, ID);
    var arn = inAws().create(CreateRequest.of("older", source)).arn();
    world.world().ledger().belongsToStranger(arn);
    return arn;
  }

  @ParameterizedTest
  @CsvSource({"NOT_FOUND, SourceNotFound", "INVALID, InvalidSpec", "DENIED, AccessDenied"})
  void whatAwsRefusesLeavesItToTheNextOne(Kind kind, String reason) {
    world.fails(CREATE, kind);
    world.apply(OLDER, Manifest.of("older"));
    world.world().pass(SOON);
    assertThat(world.ready(OLDER)).isEqualTo("False " + reason);
    world.world().hazard().disarm();

    world.apply(NEWER, Manifest.of("newer"));
    world.world().pass(SOON);

    assertThat(world.ready(NEWER)).isEqualTo(Readiness.AVAILABLE);
    world.world().pass(HOUR.multipliedBy(2));
    assertThat(world.ready(OLDER)).isEqualTo(QUOTA_EXCEEDED);
    assertThat(inAws().profiles()).hasSize(1);
  }

  @Test
  void theNextOneIsToldOnceTheOlderOneIsRefused() {
    world.apply(OLDER, ofNoModel("older"));
    world.apply(NEWER, Manifest.of("newer"));

    world.world().pass(SOON);

    assertThat(world.ready(OLDER)).isEqualTo(SOURCE_NOT_FOUND);
    assertThat(world.ready(NEWER)).isEqualTo(Readiness.AVAILABLE);
  }

  /** Its name becomes free when the place is taken, and the place when nobody else is there. */
  @Test
  void theOlderOneThatGetsWellWaitsForItsTurn() {
    var stranger = strangersProfile();
    world.apply(OLDER, Manifest.of("older"));
    world.apply(NEWER, Manifest.of("newer"));
    world.world().pass(HOUR);
    assertThat(world.ready(OLDER)).isEqualTo("False NameConflict");
    assertThat(world.ready(NEWER)).isEqualTo(Readiness.AVAILABLE);

    inAws().delete(stranger);
    world.world().pass(HOUR);
    assertThat(world.ready(OLDER)).isEqualTo(QUOTA_EXCEEDED);
    assertThat(inAws().profiles()).hasSize(1);

    world.cluster().delete(NEWER);
    world.world().pass(SOON);
    assertThat(world.ready(OLDER)).isEqualTo(Readiness.AVAILABLE);
  }

  /** Each of the two that wait lists the Region at its recheck, twenty times an hour. */
  @Test
  void aRefusalThatStandsWakesNobody() {
    strangersProfile();
    world.apply(OLDER, Manifest.of("older"));
    world.apply(NEWER, Manifest.of("newer"));
    world.apply("team-a/c-newest", Manifest.of("newest"));
    world.world().pass(HOUR);

    var hour = world.world().pass(HOUR);

    assertThat(hour.calls("ListInferenceProfiles")).isBetween(40, 62);
  }

  /** None is woken by another that is no better off. */
  @Test
  void manyThatAreRefusedCostNoMoreThanTheirRechecks() {
    var refused = List.of("team-a/1", "team-a/2", "team-a/3");
    refused.forEach(name -> world.apply(name, ofNoModel(name.replace("team-a/", ""))));
    world.world().pass(HOUR);

    var hour = world.world().pass(HOUR);

    assertThat(refused).allMatch(name -> world.ready(name).equals(SOURCE_NOT_FOUND));
    assertThat(hour.calls(CREATE)).isBetween(30, 80);
  }
}
