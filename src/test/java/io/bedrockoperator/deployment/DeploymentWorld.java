package io.bedrockoperator.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeploymentSpec;
import io.bedrockoperator.api.InferenceProfileDeploymentStatus;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.InferenceProfileTemplate;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.api.ProfileTemplateSpec;
import io.bedrockoperator.api.Publish;
import io.bedrockoperator.api.PublishConfigMap;
import io.bedrockoperator.api.Tag;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.reconcile.RequeueDelays;
import io.bedrockoperator.reconcile.ResourceStore.ApiServerFailure;
import io.bedrockoperator.rollout.DesiredRevision;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusReader;
import io.bedrockoperator.status.StatusWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The real reconciliation of a deployment in a cluster in memory. Around each write the process may
 * die, the API server fail, or a second replica come first; and its user, strangers and Bedrock do
 * what they may.
 */
final class DeploymentWorld implements Weather {

  private static final List<String> MODELS =
      List.of("amazon.a-v1:0", "amazon.b-v1:0", "amazon.c-v1:0");
  private static final String ARN =
      "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/";
  private static final String SOURCE = "arn:aws:bedrock:us-east-1::foundation-model/";

  private final Random random;
  private final List<String> story = new ArrayList<>();
  private final ClusterInMemory cluster = new ClusterInMemory(this);
  private final DeploymentReconciler reconciler;

  /** Profiles that somebody else deleted: a ConfigMap may name them for a while. */
  private final Set<String> lost = new HashSet<>();

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private String model = MODELS.getFirst();
  private String team = "x";
  private int limit = 1;
  private int retention = 3600;
  private boolean paused;
  private Optional<String> configMap = Optional.of("chat-bedrock");
  private Optional<InferenceProfileDeploymentStatus> backup = Optional.empty();
  private boolean refused;
  private boolean bedrockFails;
  private boolean calm;
  private boolean second;
  private int profilesMade;

  DeploymentWorld(long seed) {
    random = new Random(seed);
    reconciler =
        new DeploymentReconciler(
            new DeploymentParser(Set.of()),
            new RequeueDelays(Duration.ofMinutes(5), new Random(seed)),
            () -> now);
    apply();
  }

  List<String> story() {
    return story;
  }

  private void apply() {
    cluster.apply(
        new InferenceProfileDeploymentSpec(
            limit,
            retention,
            paused,
            new InferenceProfileTemplate(null, template(model)),
            configMap
                .map(name -> new Publish(new PublishConfigMap(name, null, Map.of("k", "a $(arn)"))))
                .orElse(null),
            Map.of()));
  }

  private ProfileTemplateSpec template(String source) {
    return new ProfileTemplateSpec(
        "chat",
        null,
        new ModelSource(SOURCE + source),
        List.of(new Tag("team", team)),
        null,
        null,
        null);
  }

  /** Something happens that the operator does not do. */
  void disturb() {
    switch (random.nextInt(18)) {
      case 0, 1, 2 -> model = told("the user wants %s", any(MODELS));
      case 3 -> team = told("the user tags with %s", any(List.of("x", "y")));
      case 4 -> {
        limit = random.nextInt(3);
        retention = told("the user keeps for %s", 1800 * random.nextInt(3));
      }
      case 5 -> paused = told("paused: %s", !paused);
      case 6 ->
          configMap =
              told(
                  "the user publishes in %s",
                  any(List.of(Optional.<String>empty(), Optional.of("one"), Optional.of("two"))));
      case 7 -> bedrockFails = told("Bedrock fails: %s", !bedrockFails);
      case 8 -> anyProfile().ifPresent(this::deleteByHand);
      case 9 -> anyProfile().ifPresent(this::editByHand);
      case 10 -> {
        cluster.restore(null);
        tell("the status is lost");
      }
      case 13 -> backup = Optional.ofNullable(cluster.deployment().getStatus());
      case 14 -> {
        cluster.restore(backup.orElse(null));
        tell("a status is restored");
      }
      case 15 -> {
        refused = told("a policy refuses ConfigMaps: %s", !refused);
        cluster.held().refuse(refused);
      }
      case 11 -> {
        cluster.putStrangers(wanted(), strangers());
        tell("a stranger takes " + wanted());
      }
      case 12 -> cluster.held().putStrangers(told("a stranger has the ConfigMap %s", "one"));
      case 16 ->
          cluster
              .held()
              .edit(told("somebody edits the ConfigMap %s", "two"), Map.of("edited", "1"));
      default -> pass(Duration.ofMinutes(random.nextInt(60)));
    }
    apply();
  }

  private String wanted() {
    return DesiredRevision.of(ClusterInMemory.NAME, template(model), Map.of(), Map.of()).name();
  }

  private InferenceProfileSpec strangers() {
    return DesiredRevision.of(ClusterInMemory.NAME, template(model), Map.of(), Map.of()).spec();
  }

  private void deleteByHand(InferenceProfile found) {
    StatusReader.record(found).arn().ifPresent(lost::add);
    cluster.terminate(found);
    tell("somebody deletes " + found.getMetadata().getName());
  }

  private void editByHand(InferenceProfile found) {
    var spec = found.getSpec();
    cluster.edit(
        found.getMetadata(),
        new InferenceProfileSpec(
            spec.inferenceProfileName(),
            spec.description(),
            spec.modelSource(),
            List.of(new Tag("team", "edited")),
            null,
            null,
            null,
            true,
            null,
            null,
            null,
            Map.of()),
        found.getStatus());
    tell("somebody edits " + found.getMetadata().getName());
  }

  /** Time passes, in which the InferenceProfiles are reconciled. */
  void pass(Duration time) {
    now = now.plus(time);
    for (var found : cluster.profiles()) {
      if (random.nextBoolean() && !calm) {
        continue;
      }
      if (found.isMarkedForDeletion()) {
        cluster.remove(found);
      } else if (!Boolean.TRUE.equals(found.getSpec().suspend())) {
        reconcile(found);
      }
    }
  }

  private void reconcile(InferenceProfile found) {
    var generation = StatusReader.generation(found);
    var told = StatusReader.record(found);
    if (told.arn().isEmpty() && bedrockFails) {
      var outcome = Outcome.of(Reason.QUOTA_EXCEEDED, "no more");
      cluster.put(
          found.getMetadata(),
          found.getSpec(),
          StatusWriter.next(found, generation, told, outcome, now));
      return;
    }
    profilesMade += told.arn().isEmpty() ? 1 : 0;
    var arn = told.arn().orElse(ARN + "p%011d".formatted(profilesMade));
    var record =
        new ProfileRecord(
            Optional.of(arn),
            Optional.of(found.getMetadata().getUid()),
            Set.of(),
            List.of(),
            "ACTIVE",
            "APPLICATION",
            List.of(SOURCE + "m"),
            "",
            Optional.of(generation),
            Optional.empty(),
            Optional.empty());
    cluster.put(
        found.getMetadata(),
        found.getSpec(),
        StatusWriter.next(found, generation, record, Outcome.of(Reason.AVAILABLE, "there"), now));
  }

  /** Everything is done that is to be done, and nothing is in the way any more. */
  void calm() {
    calm = true;
    paused = false;
    bedrockFails = false;
    cluster.profiles().stream()
        .filter(found -> found.getMetadata().getOwnerReferences().isEmpty())
        .forEach(cluster::remove);
    cluster.held().removeStrangers();
    cluster.held().refuse(false);
    apply();
    tell("calm");
  }

  /** A reconciliation; returns when the next one is due. */
  Optional<Duration> run() {
    try {
      return reconciler.run(ClusterInMemory.NAMESPACE, ClusterInMemory.NAME, cluster);
    } catch (ProcessKilled | ApiServerFailure ended) {
      return Optional.of(Duration.ZERO);
    } finally {
      assertSafe();
    }
  }

  /** The user changes his mind. */
  @Override
  public void meanwhile() {
    if (!calm && !second && random.nextInt(4) == 0) {
      model = told("meanwhile, the user wants %s", any(MODELS));
      apply();
    }
  }

  private void runSecond() {
    second = true;
    try {
      var unused = run();
    } finally {
      second = false;
    }
  }

  @Override
  public void before() {
    if (calm || second) {
      return;
    }
    switch (random.nextInt(12)) {
      case 0 -> throw new ProcessKilled();
      case 1 -> throw new ApiServerFailure(new IllegalStateException("not sent"));
      case 2 -> runSecond();
      default -> {}
    }
  }

  @Override
  public void after() {
    assertSafe();
    if (calm || second) {
      return;
    }
    switch (random.nextInt(12)) {
      case 0 -> throw new ProcessKilled();
      case 1 -> throw new ApiServerFailure(new IllegalStateException("not answered"));
      default -> {}
    }
  }

  /** Each ConfigMap of ours names a profile that lives, whole, and nothing of others is touched. */
  private void assertSafe() {
    for (var held : cluster.held().all()) {
      if (held.observed().controller().isEmpty() || held.data().containsKey("edited")) {
        continue;
      }
      var arn = Objects.requireNonNull(held.data().get("k")).substring("a ".length());
      assertThat(
              lost.contains(arn)
                  || cluster.profiles().stream()
                      .filter(found -> !found.isMarkedForDeletion())
                      .anyMatch(found -> StatusReader.record(found).names(arn)))
          .as("%s names a living profile: %s", held, story)
          .isTrue();
    }
    assertThat(cluster.profiles())
        .as("%s", story)
        .filteredOn(found -> found.getMetadata().getOwnerReferences().isEmpty())
        .noneMatch(InferenceProfile::isMarkedForDeletion);
  }

  void assertSettled() {
    var status = Objects.requireNonNull(cluster.deployment().getStatus());
    assertThat(Objects.requireNonNull(status.conditions()))
        .as("%s", story)
        .filteredOn(is -> !"Published".equals(is.type()))
        .extracting(Condition::type, Condition::status)
        .containsExactly(tuple("Ready", "True"), tuple("Available", "True"));
    assertThat(status.currentRevision()).as("%s", story).isEqualTo(wanted());
    assertThat(status.inferenceProfileArn()).as("%s", story).isEqualTo(arnOf(wanted()));
    assertThat(cluster.held().all())
        .as("%s", story)
        .extracting(held -> held.observed().name() + ": " + held.data())
        .containsExactlyElementsOf(
            configMap.map(name -> name + ": " + Map.of("k", "a " + arnOf(wanted()))).stream()
                .toList());
    assertThat(cluster.profiles())
        .as("%s", story)
        .hasSizeLessThanOrEqualTo(limit + 1)
        .filteredOn(found -> found.getMetadata().getName().equals(wanted()))
        .allMatch(
            found ->
                Objects.equals(found.getSpec().tags(), template(model).tags())
                    && found.getSpec().suspend() == null);
  }

  private @Nullable String arnOf(String name) {
    return cluster.profiles().stream()
        .filter(found -> found.getMetadata().getName().equals(name))
        .findFirst()
        .flatMap(found -> StatusReader.record(found).arn())
        .orElse(null);
  }

  private Optional<InferenceProfile> anyProfile() {
    var some =
        cluster.profiles().stream()
            .filter(found -> !found.isMarkedForDeletion())
            .filter(found -> !found.getMetadata().getOwnerReferences().isEmpty())
            .toList();
    return some.isEmpty() ? Optional.empty() : Optional.of(any(some));
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private <T> T told(String what, T value) {
    tell(what.formatted(value));
    return value;
  }

  private void tell(String happened) {
    story.add(happened);
  }
}
