package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.dev.emulator.EmulatorSettings;
import io.bedrockoperator.dev.emulator.Held;
import io.bedrockoperator.dev.emulator.Outside;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One process in a world where nothing goes wrong, unless a test wants it. */
final class QuietWorld {

  /** In which everything that is applied becomes Ready, and comes to rest. */
  private static final Duration SETTLING = Duration.ofMinutes(5);

  /** In which everything comes about that ever does. */
  private static final Duration LONG_ENOUGH = Duration.ofDays(1);

  private static final Duration TICK = Duration.ofSeconds(1);

  private final SimulatedWorld world = new SimulatedWorld(1, QuietWorld::nobodyActs);

  QuietWorld() {
    world.startReplica();
  }

  private static void nobodyActs(Step step) {
    throw new IllegalStateException("nobody asked for " + step);
  }

  SimulatedWorld world() {
    return world;
  }

  SimulatedCluster cluster() {
    return world.cluster();
  }

  Outside outside() {
    return world.accounts().own().outside(Manifest.REGION);
  }

  /** A new resource; its profile has the same name. */
  void apply(String name) {
    apply(name, Manifest.of(name));
  }

  void apply(String name, InferenceProfileSpec spec) {
    cluster().create(name, spec);
  }

  /** So many resources, each Ready and at rest. */
  List<String> settled(int count) {
    return settled(count, Manifest::of);
  }

  List<String> settled(int count, Function<String, InferenceProfileSpec> manifest) {
    var first = cluster().list().size();
    var names = IntStream.range(first, first + count).mapToObj(number -> "p-" + number).toList();
    names.forEach(name -> apply(name, manifest.apply(name)));
    settle();
    return names;
  }

  /** Waits until all are Ready and at rest. */
  void settle() {
    until(() -> readiness().equals(Set.of(Readiness.AVAILABLE)));
    world.pass(SETTLING);
  }

  void edit(String name, UnaryOperator<InferenceProfileSpec> change) {
    cluster().changeSpec(name, change);
  }

  InferenceProfile resource(String name) {
    return cluster().get(name).orElseThrow();
  }

  String uid(String name) {
    return resource(name).getMetadata().getUid();
  }

  String ready(String name) {
    return Readiness.of(resource(name));
  }

  /** Of all resources. */
  Set<String> readiness() {
    return cluster().list().values().stream().map(Readiness::of).collect(Collectors.toSet());
  }

  String recordedArn(String name) {
    return String.valueOf(resource(name).getStatus().inferenceProfileArn());
  }

  /** The living profiles of that resource. */
  List<Held> profiles(String name) {
    return world.ledger().livingOf(uid(name));
  }

  /** In AWS, by a stranger. */
  void deleteOutside(String name) {
    profiles(name).forEach(held -> outside().delete(held.profile().arn()));
  }

  void checkGone(String name) {
    assertThat(cluster().get(name)).isEmpty();
    assertThat(outside().named(name)).isEmpty();
  }

  void stop() {
    world.replicas().forEach(Replica::die);
  }

  void start() {
    world.startReplica();
  }

  /** Lets so many rounds of the resync end. */
  Traffic rounds(int count) {
    var last = roundsSoFar() + count;
    return until(() -> roundsSoFar() == last);
  }

  /** Lets time pass until it is so. */
  Traffic until(BooleanSupplier reached) {
    return world.during(
        () -> {
          var end = world.time().nanoTime() + LONG_ENOUGH.toNanos();
          while (!reached.getAsBoolean()) {
            assertThat(world.time().nanoTime()).as("time has passed in vain").isLessThan(end);
            world.time().advance(TICK);
          }
        });
  }

  Traffic during(Runnable events) {
    return world.during(events);
  }

  void configure(UnaryOperator<EmulatorSettings> change) {
    world.configure(change);
  }

  /** From now on this operation fails without an effect, and nothing else goes wrong. */
  void fails(String operation, Kind kind) {
    world.hazard().disarm();
    world.hazard().outage(operation::equals, false, asked -> SimulatedBedrock.failure(asked, kind));
  }

  /** From now on this operation takes effect, and is not answered. */
  void losesAnswers(String operation) {
    losesAnswers(operation, () -> {});
  }

  /**
   * From now on this operation takes effect, and is not answered.
   *
   * @param then what happens after the effect
   */
  void losesAnswers(String operation, Runnable then) {
    world
        .hazard()
        .outage(
            operation::equals,
            true,
            asked -> {
              then.run();
              return SimulatedBedrock.failure(asked, Kind.UNAVAILABLE);
            });
  }

  /** From now on the process ends instead of doing this. */
  void diesBefore(String operation) {
    world
        .hazard()
        .outage(
            operation::equals,
            false,
            asked -> {
              stop();
              return SimulatedBedrock.failure(asked, Kind.UNAVAILABLE);
            });
  }

  /** From now on this comes right before each such operation, which goes on. */
  void before(String operation, Runnable event) {
    world
        .hazard()
        .outage(
            asked -> {
              if (asked.equals(operation)) {
                event.run();
              }
              return false;
            },
            false,
            IllegalStateException::new);
  }

  private int roundsSoFar() {
    return world.replicas().stream().mapToInt(Replica::rounds).sum();
  }
}
