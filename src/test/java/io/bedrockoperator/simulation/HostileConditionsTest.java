package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.aws.StoreFailure.Answer;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.dev.emulator.EmulatorSettings;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes wrong for long: nothing is lost, and nothing spins. Counted is a whole hour, in which
 * the trouble begins and, where it is shorter, ends.
 */
class HostileConditionsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  /** Longer than any wait of the operator's own. */
  private static final Duration RECOVERY = Duration.ofMinutes(15);

  /** A poll every 24 to 30 s, which is the fastest that anything is tried for long. */
  private static final int CALLS = 150;

  /** Two for each recheck of a creation that AWS refuses, every 2.4 to 3 minutes. */
  private static final int REQUESTS = 60;

  /** Everything that a pass asks of the API server. */
  private static final Set<String> REQUESTED =
      Set.of(
          SimulatedApiServer.ADD_FINALIZER,
          SimulatedApiServer.REMOVE_FINALIZER,
          SimulatedApiServer.WRITE_STATUS,
          SimulatedApiServer.CREATE_EVENT,
          SimulatedApiServer.GET_NAMESPACE,
          SimulatedApiServer.GET_RESOURCE);

  private final QuietWorld world = new QuietWorld();
  private final VirtualTimeline time = world.world().time();
  private final Hazard hazard = world.world().hazard();

  /** The ways in which a write of a status can fail, and for how long. */
  enum Refusal {
    CONFLICT(HttpURLConnection.HTTP_CONFLICT, 1),
    NOT_FOUND(HttpURLConnection.HTTP_NOT_FOUND, 1),
    SERVER_ERROR(HttpURLConnection.HTTP_INTERNAL_ERROR, 10);

    private final int code;
    private final int minutes;

    Refusal(int code, int minutes) {
      this.code = code;
      this.minutes = minutes;
    }

    Duration length() {
      return Duration.ofMinutes(minutes);
    }

    RuntimeException answer(String operation) {
      return new ApiRefusal(code);
    }
  }

  static Stream<Arguments> refusals() {
    return Stream.of(Refusal.values())
        .flatMap(refusal -> Stream.of(Deed.values()).map(deed -> Arguments.of(refusal, deed)))
        .flatMap(HostileConditionsTest::beforeAndAfterTheEffect);
  }

  private static Stream<Arguments> beforeAndAfterTheEffect(Arguments given) {
    var arguments = given.get();
    return Stream.of(false, true).map(after -> Arguments.of(arguments[0], arguments[1], after));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aStatusThatCannotBeWritten(Refusal refusal, Deed deed, boolean afterEffect) {
    deed.prepare(world);
    hazard.outage(SimulatedApiServer.WRITE_STATUS::equals, afterEffect, refusal::answer);
    time.after(refusal.length(), hazard::disarm);

    checkCalm(hourOf(deed));
    deed.check(world);
  }

  @Test
  void aResourceThatIsDeletedBeforeItsProfileIsRecorded() {
    hazard.outage(
        SimulatedApiServer.WRITE_STATUS::equals,
        false,
        operation -> {
          world.cluster().delete("chat");
          hazard.disarm();
          return new ApiRefusal(HttpURLConnection.HTTP_NOT_FOUND);
        });
    world.apply("chat");

    checkCalm(world.world().pass(HOUR));
    world.checkGone("chat");
  }

  /** So that the trouble meets each effect of a pass, which takes 50 ms. */
  private static IntStream moments() {
    return IntStream.rangeClosed(0, 10).map(tick -> 50 * tick);
  }

  static Stream<Arguments> outages() {
    return Stream.of(Deed.values())
        .flatMap(deed -> moments().mapToObj(millis -> Arguments.of(deed, millis)));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void anApiServerThatIsGoneForAMinute(Deed deed, int millis) {
    deed.prepare(world);
    time.after(Duration.ofMillis(millis), this::loseApiServer);

    checkCalm(hourOf(deed));
    deed.check(world);
  }

  @Test
  void anApiServerThatIsGoneWhileAllRests() {
    world.settled(100);
    loseApiServer();

    var hour = world.world().pass(HOUR);

    assertThat(hour.apiServer()).isEmpty();
    checkCalm(hour);
    assertThat(world.readiness()).containsExactly(Readiness.AVAILABLE);
  }

  private void loseApiServer() {
    var length = Duration.ofMinutes(1);
    hazard.outage(REQUESTED::contains, false, operation -> ApiRefusal.noAnswer());
    cutWatches(length);
    time.after(length, hazard::disarm);
  }

  private void cutWatches(Duration length) {
    world.world().replicas().forEach(replica -> replica.cutWatch(length));
  }

  @ParameterizedTest
  @EnumSource(Deed.class)
  void aWatchThatIsCutBeforeTheUserActs(Deed deed) {
    deed.prepare(world);
    cutWatches(Duration.ofMinutes(10));

    checkCalm(hourOf(deed));
    deed.check(world);
  }

  @ParameterizedTest
  @MethodSource("moments")
  void aWatchThatIsCutWhileTheUserChangesHisMind(int millis) {
    time.after(
        Duration.ofMillis(millis),
        () -> {
          cutWatches(Duration.ofMinutes(10));
          world.edit("chat", spec -> Edit.suspended(spec, true));
          world.edit("chat", spec -> Edit.suspended(spec, false));
          world.cluster().delete("chat");
        });
    world.apply("chat");

    checkCalm(world.world().pass(HOUR));
    world.checkGone("chat");
  }

  @ParameterizedTest
  @EnumSource(Deed.class)
  void aClockThatIsMovedByHours(Deed deed) {
    var right = hourOf(deed, new QuietWorld(), unmoved -> {});
    var moved = hourOf(deed, world, HostileConditionsTest::moveClock);

    assertThat(moved).isEqualTo(right);
    deed.check(world);
  }

  private static void moveClock(VirtualTimeline time) {
    time.moveWallClock(Duration.ofHours(-5));
    time.after(Duration.ofMillis(180), () -> time.moveWallClock(Duration.ofHours(9)));
    time.after(Duration.ofSeconds(10), () -> time.moveWallClock(Duration.ofHours(-7)));
    time.after(Duration.ofMinutes(3), () -> time.moveWallClock(Duration.ofHours(30)));
  }

  private static Traffic hourOf(Deed deed, QuietWorld world, Consumer<VirtualTimeline> clockMoves) {
    deed.prepare(world);
    clockMoves.accept(world.world().time());
    return hourOf(deed, world);
  }

  @ParameterizedTest
  @EnumSource(names = {"DENIED", "QUOTA", "UNAVAILABLE", "UNEXPECTED", "INVALID", "TOO_MANY_TAGS"})
  void aMessageOfTenThousandCharacters(Kind kind) {
    fails("CreateInferenceProfile", false, kind, "x".repeat(10_000));

    var hour = hourOf(Deed.CREATION);

    checkCalm(hour);
    assertThat(hour.requests(SimulatedApiServer.WRITE_STATUS)).isOne();
    assertThat(hour.requests(SimulatedApiServer.CREATE_EVENT)).isOne();
    // Once in the condition that says it, once in the other one, once as AWS's own words.
    assertThat(world.resource(Deed.CREATION.resource()).getStatus().toString())
        .contains("x".repeat(1_000))
        .hasSizeLessThan(5_000);
  }

  @ParameterizedTest
  @EnumSource(Deed.class)
  void aStatusThatNobodyKnows(Deed deed) {
    deed.prepare(world);
    world.world().disguise(profile -> Disguise.withStatus(profile, "SOMETHING_NEW"));

    checkCalm(hourOf(deed));

    world.world().disguise(profile -> profile);
    world.world().pass(RECOVERY);
    deed.check(world);
  }

  @ParameterizedTest
  @EnumSource(Deed.class)
  void aTypeThatNobodyKnows(Deed deed) {
    deed.prepare(world);
    world.world().disguise(profile -> Disguise.withType(profile, "SOMETHING_NEW"));

    checkCalm(hourOf(deed));
    deed.check(world);
  }

  static Stream<Arguments> operations() {
    return Stream.of(
            "CreateInferenceProfile",
            "GetInferenceProfile",
            "ListInferenceProfiles",
            "ListTagsForResource",
            "TagResource",
            "DeleteInferenceProfile",
            "GetResources",
            "ListFoundationModels")
        .flatMap(operation -> Stream.of(false, true).map(after -> Arguments.of(operation, after)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aReplyWithoutACode(String operation, boolean afterEffect) {
    Stream.of(Deed.values()).forEach(deed -> deed.prepare(world));
    fails(operation, afterEffect, Kind.UNEXPECTED, "");

    checkCalm(
        world.during(
            () -> {
              Stream.of(Deed.values()).forEach(deed -> deed.begin(world));
              world.world().pass(HOUR);
            }));

    hazard.disarm();
    world.world().pass(RECOVERY);
    Stream.of(Deed.values()).forEach(deed -> deed.check(world));
  }

  @Test
  void aNameThatSomebodyUnseenHoldsForHours() {
    var held = Duration.ofHours(6);
    world.configure(settings -> settings.with(new EmulatorSettings.Names(true, held)));
    var name = Deed.CREATION.resource();
    world.outside().delete(world.outside().create(CreateRequest.of(name, Manifest.SOURCE)).arn());
    Deed.CREATION.begin(world);

    var events = 0;
    for (var hours = held; !hours.isZero(); hours = hours.minus(HOUR)) {
      var hour = world.world().pass(HOUR.minusMinutes(1));
      checkCalm(hour);
      events += hour.requests(SimulatedApiServer.CREATE_EVENT);
      assertThat(world.ready(name)).isEqualTo("False NameConflict");
    }
    assertThat(events).isOne();

    world.world().pass(RECOVERY);
    Deed.CREATION.check(world);
  }

  private void fails(String operation, boolean afterEffect, Kind kind, String message) {
    var answer =
        new Answer(
            SimulatedBedrock.named(operation),
            Optional.empty(),
            OptionalInt.of(400),
            message,
            Optional.empty());
    hazard.outage(operation::equals, afterEffect, asked -> new StoreFailure(kind, answer));
  }

  private Traffic hourOf(Deed deed) {
    return hourOf(deed, world);
  }

  private static Traffic hourOf(Deed deed, QuietWorld world) {
    return world.during(
        () -> {
          deed.begin(world);
          world.world().pass(HOUR);
        });
  }

  private static void checkCalm(Traffic hour) {
    assertThat(hour.calls()).as("calls %s", hour.aws()).isLessThanOrEqualTo(CALLS);
    assertThat(hour.requests()).as("requests %s", hour.apiServer()).isLessThanOrEqualTo(REQUESTS);
  }
}
