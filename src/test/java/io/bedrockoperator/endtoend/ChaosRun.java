package io.bedrockoperator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.emulator.EmulatorSettings;
import io.bedrockoperator.dev.emulator.EmulatorSettings.Lag;
import io.bedrockoperator.dev.emulator.Fault;
import io.bedrockoperator.dev.emulator.Held;
import io.bedrockoperator.dev.emulator.Operation;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One seeded run of the packaged process against a real API server and the emulator: users create,
 * retag and delete, and change models, calls go wrong, and the process is killed with SIGKILL at
 * seeded moments, again and again. At the end everything has to be in order.
 */
final class ChaosRun {

  private static final int RESOURCES = 5;

  /** To another model takes as many. */
  private static final int CALLS_TO_NEXT_MOMENT = 24;

  private static final Duration LONGEST_LAG = Duration.ofSeconds(6);
  private static final Duration LONGEST_LAG_OF_DELETIONS = Duration.ofSeconds(2);

  /** A moment that does not come, because nothing more is called, is not waited for. */
  private static final Duration LONGEST_MOMENT = Duration.ofSeconds(4);

  static final Duration SETTLING = Duration.ofSeconds(150);

  private final SplittableRandom random;
  private final Stage stage;
  private final ChaosDeployments deployments;
  private final Map<String, String> uidByName = new HashMap<>();
  private final Map<String, String> configMapByName = new HashMap<>();
  private final List<String> deletedUids = new ArrayList<>();
  private int kills;
  private int created;

  /** What came of a run. No violation means that every invariant held. */
  record Result(long seed, int kills, List<String> violations) {}

  private ChaosRun(SplittableRandom random, Stage stage, ChaosDeployments deployments) {
    this.random = random;
    this.stage = stage;
    this.deployments = deployments;
  }

  static Result run(long seed) {
    var random = new SplittableRandom(seed);
    try (var stage = Stage.in("chaos-" + seed);
        var deployments = new ChaosDeployments(random.split(), stage)) {
      var run = new ChaosRun(random, stage, deployments);
      run.unsettle();
      run.trouble();
      return new Result(seed, run.kills, run.settle());
    }
  }

  private void unsettle() {
    stage
        .bedrock()
        .account()
        .configure(
            settings ->
                settings
                    .with(new EmulatorSettings.Names(random.nextBoolean(), Duration.ZERO))
                    .withReads(lag())
                    .withLists(lag())
                    .withLatency(Duration.ofMillis(random.nextInt(80))));
  }

  private Lag lag() {
    return new Lag(
        Duration.ofMillis(random.nextLong(LONGEST_LAG.toMillis())),
        Duration.ofMillis(random.nextLong(LONGEST_LAG_OF_DELETIONS.toMillis())));
  }

  private void trouble() {
    for (var i = 0; i < RESOURCES; i++) {
      create();
    }
    deployments.create();
    stage.start();
    deployments.awaitPublished();
    var rounds = 3 + random.nextInt(3);
    for (var round = 0; round < rounds; round++) {
      breakACall();
      disturb();
      deployments.swap();
      awaitMoment();
      stage.operator().kill();
      kills++;
      if (random.nextBoolean()) {
        disturb();
      }
      stage.start();
    }
  }

  private void create() {
    var name = "resource-" + created++;
    uidByName.put(name, stage.create(name, publish(name)).getMetadata().getUid());
  }

  private String publish(String name) {
    return "publish: {configMap: {name: %s, data: {ARN: $(arn)}}}".formatted(renamed(name));
  }

  /** The ConfigMap is to have a name of the resource's own, which may be another one each time. */
  private String renamed(String name) {
    var configMap = name + "-" + random.nextInt(3);
    configMapByName.put(name, configMap);
    return configMap;
  }

  private void disturb() {
    var names = uidByName.keySet().stream().sorted().toList();
    var name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(6)) {
      case 0 -> create();
      case 3 ->
          stage.patchSpec(
              name, "{\"publish\": {\"configMap\": {\"name\": \"%s\"}}}".formatted(renamed(name)));
      case 4 -> configMaps().withName(configMapByName.get(name)).delete();
      case 1, 2 ->
          stage.patchSpec(
              name, "{\"tags\": [{\"key\": \"k\", \"value\": \"%d\"}]}".formatted(created++));
      default -> {
        stage.delete(name);
        deletedUids.add(uidByName.remove(name));
      }
    }
  }

  private void breakACall() {
    var operations = Operation.values();
    var rule = stage.bedrock().faults().on(operations[random.nextInt(operations.length)]).times(1);
    var fault =
        random.nextBoolean()
            ? Fault.drop()
            : Fault.refuse("InternalServerException", 500, "Something went wrong.");
    if (random.nextBoolean()) {
      rule.before(fault);
    } else {
      rule.after(fault);
    }
  }

  /** Some calls after now; soon after the start, if not so many are made. */
  private void awaitMoment() {
    var calls = stage.bedrock().calls().size() + random.nextInt(CALLS_TO_NEXT_MOMENT);
    try {
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .atMost(LONGEST_MOMENT)
          .until(() -> stage.bedrock().calls().size() >= calls);
    } catch (ConditionTimeoutException quiet) {
      // Then this is the moment.
      return;
    }
  }

  private List<String> settle() {
    stage.bedrock().faults().clear();
    deployments.calm();
    var violations = new ArrayList<String>();
    try {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(500))
          .atMost(SETTLING)
          .untilAsserted(this::assertSettled);
    } catch (ConditionTimeoutException unsettled) {
      violations.add("does not settle: " + unsettled.getMessage());
    }
    uidByName.forEach((name, uid) -> violations.addAll(check(name, profilesOf(uid))));
    deletedUids.forEach(
        uid -> {
          if (!profilesOf(uid).isEmpty()) {
            violations.add("a deleted resource left " + profilesOf(uid));
          }
        });
    violations.addAll(deployments.violations());
    return violations;
  }

  private void assertSettled() {
    deployments.assertSettled();
    for (var name : uidByName.keySet()) {
      stage.assertThat(name).hasReady("True", Reason.AVAILABLE).hasConditions("Ready", "Published");
      assertThat(published(name))
          .as("published by %s", name)
          .isEqualTo(Map.of(String.valueOf(configMapByName.get(name)), stage.arn(name)));
    }
    for (var uid : deletedUids) {
      if (stage.resources().list().getItems().stream()
          .anyMatch(resource -> resource.getMetadata().getUid().equals(uid))) {
        throw new AssertionError("a deleted resource is still there: " + uid);
      }
    }
  }

  /** The ARN in each ConfigMap that the resource controls, by name. */
  private Map<String, String> published(String name) {
    return configMaps().list().getItems().stream()
        .filter(
            configMap ->
                configMap.getMetadata().getOwnerReferences().stream()
                    .anyMatch(owner -> owner.getUid().equals(uidByName.get(name))))
        .collect(
            Collectors.toMap(
                configMap -> configMap.getMetadata().getName(),
                configMap -> String.valueOf(configMap.getData().get("ARN"))));
  }

  private NonNamespaceOperation<ConfigMap, ConfigMapList, Resource<ConfigMap>> configMaps() {
    return stage.cluster().admin().configMaps().inNamespace(stage.namespace());
  }

  private List<String> check(String name, List<Held> profiles) {
    if (profiles.size() != 1) {
      return List.of("%d profiles live for %s".formatted(profiles.size(), name));
    }
    var arn = profiles.getFirst().profile().arn();
    return arn.equals(stage.status(name).inferenceProfileArn())
        ? List.of()
        : List.of("%s lives, the status of %s names another".formatted(arn, name));
  }

  private List<Held> profilesOf(String uid) {
    return stage.outside().tagged("bedrock-operator.io/uid", uid);
  }
}
