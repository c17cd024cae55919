package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.Tag;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.crd.OlderCrd;
import io.bedrockoperator.dev.emulator.Lifecycle;
import io.bedrockoperator.status.ModelActivity;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users are told of the end of their models, and what it costs. */
class ModelLifecycleTest {

  private static final int MANY = 20;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String LIST = "ListFoundationModels";
  private static final String MODEL = "amazon.nova-lite-v1:0";

  private final QuietWorld world = new QuietWorld();

  private void legacyIn(String region, Duration untilItsEnd) {
    world
        .world()
        .accounts()
        .own()
        .outside(region)
        .setLifecycle(MODEL, Lifecycle.legacy(now(), now().plus(untilItsEnd)));
  }

  private Instant now() {
    return world.world().time().wallClock();
  }

  private long reconciliations() {
    return world
        .world()
        .replicas()
        .getFirst()
        .meters()
        .get("bedrock_operator_reconcile_duration")
        .timers()
        .stream()
        .mapToLong(Timer::count)
        .sum();
  }

  private String said(String name) {
    return said(world.resource(name));
  }

  private static String said(InferenceProfile resource) {
    return ModelActivity.condition(resource.getStatus())
        .map(condition -> condition.status() + " " + condition.reason())
        .orElse("");
  }

  private Set<String> saidOfAll(List<String> names) {
    return names.stream().map(this::said).collect(Collectors.toSet());
  }

  @Test
  void costsOneCallADayInEachRegionAndNoWrite() {
    var here = world.settled(MANY);
    var there = world.settled(MANY, name -> Manifest.in(Manifest.OTHER_REGION, name));
    assertThat(saidOfAll(here)).containsExactly("True Active");
    assertThat(saidOfAll(there)).containsExactly("True Active");

    var reconciled = reconciliations();

    var week = world.world().pass(DAY.multipliedBy(7).plus(HOUR));

    assertThat(week.calls(LIST)).isEqualTo(2 * 7);
    assertThat(week.apiServer()).isEmpty();
    assertThat(reconciliations()).isEqualTo(reconciled);
  }

  @Test
  void asksOnlyOnceAProfileRests() {
    var creation =
        world.during(
            () -> {
              world.apply("chat");
              world.until(() -> world.ready("chat").equals(Readiness.AVAILABLE));
            });

    assertThat(creation.calls(LIST)).isZero();
    assertThat(said("chat")).isEmpty();
    world.rounds(1);
    assertThat(said("chat")).isEqualTo("True Active");
  }

  @Test
  void tellsEachOfItsRegionOnceThatTheModelEnds() {
    var here = world.settled(MANY);
    var there = world.settled(MANY, name -> Manifest.in(Manifest.OTHER_REGION, name));
    legacyIn(Manifest.OTHER_REGION, DAY.multipliedBy(40));

    var told = world.world().pass(DAY.plus(HOUR));

    assertThat(saidOfAll(here)).containsExactly("True Active");
    assertThat(saidOfAll(there)).containsExactly("False Legacy");
    assertThat(world.readiness()).containsExactly(Readiness.AVAILABLE);
    assertThat(told.apiServer())
        .isEqualTo(
            Map.of(SimulatedApiServer.WRITE_STATUS, MANY, SimulatedApiServer.CREATE_EVENT, MANY));

    assertThat(world.world().pass(DAY.multipliedBy(38)).apiServer()).isEmpty();

    // The date comes; no list is needed for that.
    var ended = world.world().pass(DAY.multipliedBy(2));

    assertThat(saidOfAll(there)).containsExactly("False EndOfLife");
    assertThat(world.readiness()).containsExactly(Readiness.AVAILABLE);
    assertThat(ended.requests(SimulatedApiServer.WRITE_STATUS)).isEqualTo(MANY);
    assertThat(ended.requests(SimulatedApiServer.CREATE_EVENT)).isEqualTo(MANY);
  }

  @Test
  void whoIsCreatedOnALegacyModelIsToldWithTheFirstStatus() {
    legacyIn(Manifest.REGION, DAY);
    world.settled(1);

    var creation =
        world.during(
            () -> {
              world.apply("late");
              world.until(() -> world.ready("late").equals(Readiness.AVAILABLE));
            });

    assertThat(said("late")).isEqualTo("False Legacy");
    assertThat(creation.requests(SimulatedApiServer.WRITE_STATUS)).isOne();
  }

  @Test
  void aRestartSaysTheSameWithoutAWrite() {
    legacyIn(Manifest.REGION, DAY.multipliedBy(40));
    var names = world.settled(MANY);
    world.stop();
    world.start();

    var traffic = world.rounds(2);

    assertThat(saidOfAll(names)).containsExactly("False Legacy");
    assertThat(traffic.calls(LIST)).isOne();
    assertThat(traffic.apiServer()).isEmpty();
  }

  /** Write-ahead writes the status from the record alone. */
  @Test
  void anEditKeepsWhatIsKnownAlsoBeforeAProcessHasAsked() {
    legacyIn(Manifest.REGION, DAY.multipliedBy(40));

    var edit = editAfterRestart(world);

    assertThat(said("p-0")).isEqualTo("False Legacy");
    assertThat(world.resource("p-0").getStatus().models())
        .allSatisfy(model -> assertThat(model.lifecycle()).isEqualTo("LEGACY"));
    assertThat(edit).as("nobody is told twice").isEqualTo(editAfterRestart(new QuietWorld()));
  }

  private static Traffic editAfterRestart(QuietWorld in) {
    var name = in.settled(1).getFirst();
    in.stop();
    in.start();
    return in.during(
        () -> {
          in.edit(name, spec -> Edit.tags(spec, List.of(new Tag("new", "b"))));
          in.world().pass(Duration.ofMinutes(1));
        });
  }

  @ParameterizedTest
  @CsvSource({"DENIED, Unknown NotAllowed", "UNAVAILABLE, ''", "NO_CREDENTIALS, ''"})
  void whereTheModelsCannotBeListedAllElseGoesOn(Kind kind, String said) {
    world.fails(LIST, kind);
    var names = world.settled(MANY);

    var day = world.world().pass(DAY);

    assertThat(world.readiness()).containsExactly(Readiness.AVAILABLE);
    assertThat(saidOfAll(names)).containsExactly(said);
    assertThat(day.calls(LIST)).isBetween(20, 24);
    assertThat(day.apiServer()).isEmpty();

    world.world().hazard().disarm();
    world.world().pass(HOUR.plusMinutes(10));
    assertThat(saidOfAll(names)).containsExactly("True Active");
  }

  @Test
  void whatAwsListsNoMoreIsUnknown() {
    var name = world.settled(1).getFirst();
    world.outside().unlist(MODEL);

    world.world().pass(DAY.plus(HOUR));

    assertThat(said(name)).isEqualTo("Unknown NotListed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"models.lifecycle", "models.endOfLifeTime"})
  void anOlderCrdCostsNothingMore(String missing) {
    world.cluster().install(OlderCrd.without("status." + missing));
    world.world().replicas().forEach(Replica::checkSchema);
    legacyIn(Manifest.REGION, DAY.multipliedBy(40));
    var name = world.settled(1).getFirst();
    world.rounds(2);
    var reconciled = reconciliations();

    var day = world.world().pass(DAY);

    assertThat(said(name)).isEqualTo("False Legacy");
    assertThat(day.apiServer()).isEmpty();
    assertThat(reconciliations()).isEqualTo(reconciled);
  }
}
