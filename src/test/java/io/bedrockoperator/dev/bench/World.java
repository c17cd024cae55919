package io.bedrockoperator.dev.bench;

import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.dev.emulator.BedrockEmulator;
import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.Catalogue;
import io.bedrockoperator.dev.emulator.EmulatedAccount;
import io.bedrockoperator.dev.emulator.EmulatorSettings;
import io.bedrockoperator.endtoend.Cluster;
import io.bedrockoperator.endtoend.OperatorProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * An API server, an emulated Bedrock and a watch of one's own, and the packaged process when it is
 * started. The process has default settings but for the leader election, which is off: a lease that
 * a killed process left would be waited for.
 */
final class World implements AutoCloseable {

  static final List<String> REGIONS =
      List.of(
          "us-east-1",
          "us-west-2",
          "us-east-2",
          "eu-central-1",
          "eu-west-1",
          "eu-west-3",
          "eu-north-1",
          "ap-south-1",
          "ap-northeast-1",
          "ap-southeast-2");

  static final String REGION = REGIONS.getFirst();
  static final String OTHER_REGION = REGIONS.get(1);
  static final String THIRD_REGION = REGIONS.get(2);
  static final String FOURTH_REGION = REGIONS.get(3);

  private static final Duration STARTUP = Duration.ofMinutes(1);
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);
  private static final String ACCOUNT = "111122223333";
  private static final long SEED = 1;
  private static final int FIRST_RESOURCES = 100;

  private static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(new Catalogue.Model(Order.MODEL, Set.copyOf(REGIONS), Set.of())), List.of());

  private final InstantSource clock;
  private final ApiServer server;
  private final Cluster cluster;
  private final BedrockEmulator bedrock;
  private final WatchedResources sightings;
  private final List<OperatorProcess> operators = new CopyOnWriteArrayList<>();

  private World(InstantSource clock, ApiServer server, Cluster cluster) {
    this.clock = clock;
    this.server = server;
    this.cluster = cluster;
    this.bedrock = BedrockEmulator.start(new EmulatedAccount(ACCOUNT, clock, SEED, CATALOGUE));
    this.sightings = new WatchedResources(cluster.admin(), clock);
  }

  static World open(UnaryOperator<EmulatorSettings> behaviour) {
    var server = ApiServer.start();
    var world = new World(monotonic(), server, Cluster.on(server));
    world.bedrock.account().configure(behaviour);
    world.wakeApiServer();
    // The API server has a hook of its own.
    Runtime.getRuntime().addShutdownHook(new Thread(world::stopOperators, "operator-stop"));
    return world;
  }

  /** One that was just started takes two seconds for the first resources, idle. */
  private void wakeApiServer() {
    var orders = Order.many(FIRST_RESOURCES, "before", REGION);
    cluster.createNamespace("before");
    load().apply(orders);
    load().delete(orders);
  }

  /** One clock for all times; setting the machine's does not move it. */
  private static InstantSource monotonic() {
    var instant = Instant.now();
    var nanos = System.nanoTime();
    return () -> instant.plusNanos(System.nanoTime() - nanos);
  }

  Instant now() {
    return clock.instant();
  }

  Cluster cluster() {
    return cluster;
  }

  BedrockEmulator bedrock() {
    return bedrock;
  }

  WatchedResources sightings() {
    return sightings;
  }

  Load load() {
    return new Load(cluster.admin(), clock);
  }

  /** In the place of the one before, if any, which gets no chance to say good-bye. */
  OperatorProcess start(Map<String, String> more) {
    stopOperators();
    return startBeside(more);
  }

  /** Beside those that run. */
  OperatorProcess startBeside(Map<String, String> more) {
    var environment = new HashMap<>(cluster.podEnvironment());
    // For every service there is: nothing may reach AWS.
    environment.put("AWS_ENDPOINT_URL", bedrock.endpoint().toString());
    environment.put("AWS_REGION", REGION);
    environment.put("AWS_ACCESS_KEY_ID", "bench");
    environment.put("AWS_SECRET_ACCESS_KEY", "bench");
    environment.putAll(more);
    var operator = OperatorProcess.start(environment);
    operators.add(operator);
    return operator;
  }

  private void stopOperators() {
    operators.forEach(OperatorProcess::kill);
    operators.clear();
  }

  /** The one that was started last. */
  OperatorProcess operator() {
    if (operators.isEmpty()) {
      throw new IllegalStateException("no operator was started");
    }
    return operators.getLast();
  }

  /** When the log of the operator says that it watches. */
  Instant awaitWatching() {
    var end = now().plus(STARTUP);
    while (!operator().log().contains("watching")) {
      if (now().isAfter(end) || !operator().isAlive()) {
        throw new IllegalStateException("the operator does not watch, see " + operator().logFile());
      }
      Wait.of(LOOK_EVERY);
    }
    return now();
  }

  Rest.Sample sample() {
    return new Rest.Sample(now(), bedrock.arrivals(), sightings.changes(), operatorUsage().cpu());
  }

  /** Those that arrived from the one moment until the other. */
  List<Call> calls(Instant from, Instant until) {
    return bedrock.calls().stream()
        .filter(call -> !call.at().isBefore(from) && !call.at().isAfter(until))
        .toList();
  }

  /** At the beginning of what is measured: to ask for the metrics first is not part of it. */
  MeterReading readBefore() {
    var metrics = metrics();
    return new MeterReading(now(), operatorUsage(), ownUsage(), metrics);
  }

  /** At its end: the metrics are asked for last. */
  MeterReading readAfter() {
    return new MeterReading(now(), operatorUsage(), ownUsage(), metrics());
  }

  private Usage operatorUsage() {
    return Usage.of(operator().pid());
  }

  private static Usage ownUsage() {
    return Usage.of(ProcessHandle.current().pid());
  }

  private ScrapedMetrics metrics() {
    return ScrapedMetrics.parse(cluster.admin().raw("/metrics"), MeterReading.METRICS);
  }

  @Override
  public void close() {
    stopOperators();
    sightings.close();
    bedrock.close();
    cluster.close();
    server.close();
  }
}
