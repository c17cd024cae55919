package io.bedrockoperator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.dev.emulator.Held;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The deployments of a chaos run. A reader looks at their ConfigMaps all the time, as an
 * application would.
 */
final class ChaosDeployments implements AutoCloseable {

  private static final List<String> NAMES = List.of("chat", "search");
  private static final List<String> MODELS =
      List.of(
          Deployments.LITE,
          Deployments.PRO,
          "us.anthropic.claude-sonnet-4-20250514-v1:0",
          "us.amazon.no-such-model-v1:0");
  private static final int LOOK_EVERY_MILLIS = 10;

  private final SplittableRandom random;
  private final Stage stage;
  private final Deployments deployments;
  private final Map<String, String> modelByName = new HashMap<>();
  private final Map<String, Integer> limitByName = new HashMap<>();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final ConcurrentSkipListSet<String> published = new ConcurrentSkipListSet<>();
  private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor();

  ChaosDeployments(SplittableRandom random, Stage stage) {
    this.random = random;
    this.stage = stage;
    this.deployments = new Deployments(stage);
  }

  void create() {
    for (var name : NAMES) {
      var limit = random.nextInt(2);
      deployments.create(
          name,
          Deployments.LITE,
          "revisionHistoryLimit: %d\nrevisionRetentionSeconds: 0".formatted(limit));
      limitByName.put(name, limit);
      modelByName.put(name, Deployments.LITE);
    }
    var unused =
        reader.scheduleWithFixedDelay(this::read, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** From then on, there is something to lose. */
  void awaitPublished() {
    Awaitility.await().atMost(ChaosRun.SETTLING).until(() -> published.containsAll(NAMES));
  }

  /** The last model of all does not exist, so that its revision never becomes Ready. */
  void swap() {
    swap(NAMES.get(random.nextInt(NAMES.size())), MODELS.get(random.nextInt(MODELS.size())));
  }

  private void swap(String name, String model) {
    deployments.patchModel(name, model);
    modelByName.put(name, model);
  }

  /** From now on, everybody asks for what there is. */
  void calm() {
    NAMES.forEach(name -> swap(name, MODELS.get(random.nextInt(MODELS.size() - 1))));
  }

  private void read() {
    try {
      NAMES.forEach(this::read);
    } catch (RuntimeException failure) {
      violations.add("the reader failed: " + failure);
    }
  }

  /** What was read may have been replaced before Bedrock is asked, so it is read again. */
  private void read(String name) {
    var told = deployments.published(name);
    if (told.isEmpty()) {
      if (published.contains(name)) {
        violations.add("the ConfigMap of %s went away".formatted(name));
      }
      return;
    }
    published.add(name);
    if (!lives(told) && deployments.published(name).equals(told)) {
      violations.add("the ConfigMap of %s names no living profile: %s".formatted(name, told));
    }
  }

  private boolean lives(Map<String, String> told) {
    return stage.outside().profile(told.getOrDefault("ARN", "")).isPresent();
  }

  void assertSettled() {
    for (var name : NAMES) {
      var status = deployments.status(name);
      assertThat(status.observedGeneration())
          .as("generation of %s", name)
          .isEqualTo(deployments.get(name).getMetadata().getGeneration());
      assertThat(status.conditions())
          .as("conditions of %s", name)
          .extracting(Condition::type, Condition::status)
          .contains(tuple("Ready", "True"));
      assertThat(stage.get(deployments.current(name)).getSpec().modelSource())
          .as("model of %s", name)
          .isEqualTo(new ModelSource(source(name)));
      assertThat(deployments.published(name)).containsEntry("ARN", deployments.arn(name));
      assertThat(deployments.revisions(name))
          .as("revisions of %s", name)
          .hasSizeLessThanOrEqualTo(limitByName.getOrDefault(name, 0) + 1);
    }
  }

  private String source(String name) {
    return deployments.source(modelByName.getOrDefault(name, ""));
  }

  /** What is wrong at the end, and what was wrong on the way. */
  List<String> violations() {
    var all = new ArrayList<>(violations);
    for (var name : NAMES) {
      var known = deployments.revisions(name).stream().map(stage::arn).toList();
      profilesOf(name).stream()
          .map(held -> held.profile().arn())
          .filter(arn -> !known.contains(arn))
          .forEach(arn -> all.add("%s is left of %s".formatted(arn, name)));
    }
    return all;
  }

  private List<Held> profilesOf(String name) {
    return stage.outside().profiles().stream()
        .filter(held -> held.profile().name().startsWith(stage.profileName(name) + "-"))
        .toList();
  }

  @Override
  public void close() {
    reader.shutdownNow();
    deployments.resources().delete();
  }
}
