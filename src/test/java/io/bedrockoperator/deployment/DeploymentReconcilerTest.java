package io.bedrockoperator.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeploymentSpec;
import io.bedrockoperator.api.InferenceProfileDeploymentStatus;
import io.bedrockoperator.api.InferenceProfileTemplate;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.api.ProfileTemplateSpec;
import io.bedrockoperator.api.Publish;
import io.bedrockoperator.api.PublishConfigMap;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.reconcile.RequeueDelays;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusReader;
import io.bedrockoperator.status.StatusWriter;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the status says, and what is looked at again before something goes. */
class DeploymentReconcilerTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String ARN =
      "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/";

  private Runnable meanwhile = () -> {};

  private final ClusterInMemory cluster =
      new ClusterInMemory(
          new Weather() {
            @Override
            public void meanwhile() {
              meanwhile.run();
            }

            @Override
            public void before() {}

            @Override
            public void after() {}
          });

  private final DeploymentReconciler reconciler =
      new DeploymentReconciler(
          new DeploymentParser(Set.of()),
          new RequeueDelays(Duration.ofMinutes(5), new Random(1)),
          () -> NOW);

  /** Of the old model, which is current, and of the new one, which is in this state. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NAME_CONFLICT       | False, NameConflict       | True, Available | Stalled
          ACCESS_DENIED       | False, AccessDenied       | True, Available | Stalled
          CREATING            | False, Creating           | True, Available | Reconciling
          BEDROCK_UNAVAILABLE | False, BedrockUnavailable | True, Available | Reconciling
          """)
  void aNewRevisionThatIsNotReadySaysWhy(
      Reason reason, String ready, String available, String progress) {
    settle("a");
    apply("b");
    run();
    var next = made("b");
    report(next, reason);

    run();

    assertThat(conditions())
        .containsExactly(
            of("Ready", ready),
            of("Available", available),
            of(progress, "True, " + reason.value()),
            of("Published", "True, Published"));
    assertThat(status().currentRevision()).isEqualTo(made("a").getMetadata().getName());
    assertThat(data()).isEqualTo(Map.of("k", status().inferenceProfileArn()));
  }

  @ParameterizedTest
  @CsvSource({
    "SOURCE_NOT_FOUND, true",
    "AMBIGUOUS_ACCOUNT, true",
    "QUOTA_EXCEEDED, false",
    "ACCOUNT_UNAVAILABLE, false",
    "ACCOUNT_NOT_ALLOWED, false",
  })
  void theTemplateIsToBeCorrectedOnlyWhereThatHelps(Reason reason, boolean helps) {
    apply("a");
    run();
    report(made("a"), reason, Optional.empty());

    run();

    assertThat(message("Ready").contains("spec.template")).isEqualTo(helps);
  }

  /** Of the current revision itself. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INVALID_SPEC        | False, InvalidSpec        | True, Available             | Stalled
          TOO_MANY_TAGS       | False, TooManyTags        | True, Available             | Stalled
          ACCESS_DENIED       | False, AccessDenied       | Unknown, AccessDenied       | Stalled
          ACCOUNT_UNAVAILABLE | False, AccountUnavailable | Unknown, AccountUnavailable | Stalled
          ACCOUNT_NOT_ALLOWED | False, AccountNotAllowed  | Unknown, AccountNotAllowed  | Stalled
          BEDROCK_UNAVAILABLE | False, BedrockUnavailable | Unknown, BedrockUnavailable | Reconciling
          THROTTLED           | False, Throttled          | Unknown, Throttled          | Reconciling
          """)
  void theCurrentRevisionSaysWhetherItCanBeUsed(
      Reason reason, String ready, String available, String progress) {
    settle("a");
    report(made("a"), reason);

    run();

    assertThat(conditions())
        .containsExactly(
            of("Ready", ready),
            of("Available", available),
            of(progress, "True, " + reason.value()),
            of("Published", "True, Published"));
    assertThat(data()).isEqualTo(Map.of("k", status().inferenceProfileArn()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"ACCOUNT_NOT_ALLOWED", "BEDROCK_UNAVAILABLE", "CREATING"})
  void aConfigMapThatIsMissingIsNotCalledPublished(Reason reason) {
    settle("a");
    report(made("a"), reason);
    run();
    var before = ready();
    cluster.held().remove("cm");

    var next = reconciler.run(ClusterInMemory.NAMESPACE, ClusterInMemory.NAME, cluster);

    assertThat(conditions()).contains(of("Published", "False, Missing"), before);
    assertThat(next).hasValueSatisfying(is -> assertThat(is).isGreaterThan(Duration.ofMinutes(1)));
    report(made("a"), Reason.AVAILABLE);
    run();
    assertThat(conditions()).contains(of("Published", "True, Published"));
    assertThat(data()).isEqualTo(Map.of("k", status().inferenceProfileArn()));
  }

  private Tuple ready() {
    return conditions().getFirst();
  }

  @Test
  void aConfigMapThatIsMissingIsNotCalledPublishedBesideASpecOfAnotherVersion() {
    settle("a");
    cluster.held().remove("cm");
    cluster.apply(new InferenceProfileDeploymentSpec(null, null, null, null, null, Map.of()));

    run();

    assertThat(conditions())
        .contains(of("Ready", "False, InvalidSpec"), of("Published", "False, Missing"));
  }

  @ParameterizedTest
  @CsvSource({"PROFILE_LOST, ProfileLost", "BEDROCK_UNAVAILABLE, BedrockUnavailable"})
  void aRevisionWhoseProfileWasNotFoundCannotBeUsed(Reason reason, String says) {
    settle("a");
    report(made("a"), reason, Optional.of(ARN + made("a").getMetadata().getUid()), "");

    run();

    assertThat(conditions()).contains(of("Available", "False, " + says));
  }

  @Test
  void aModelThatEndsIsToldOf() {
    settle("a");
    var found = made("a");
    var status = Objects.requireNonNull(found.getStatus());
    cluster.put(
        found.getMetadata(),
        found.getSpec(),
        status.with(
            status.models(),
            Stream.concat(
                    Objects.requireNonNull(status.conditions()).stream(),
                    Stream.of(
                        new Condition(
                            "ModelActive", "False", 1L, NOW.toString(), "Legacy", "ends soon")))
                .toList()));

    run();

    assertThat(conditions())
        .containsExactly(
            of("Ready", "True, Available"),
            of("Available", "True, Available"),
            of("Published", "True, Published"),
            of("ModelActive", "False, Legacy"));
  }

  @Test
  void aTakenConfigMapIsNoReasonToSaySo() {
    cluster.held().putStrangers("cm");
    apply("a");
    run();
    report(made("a"), Reason.AVAILABLE);

    run();

    assertThat(conditions())
        .containsExactly(
            of("Ready", "False, PublishConflict"),
            of("Available", "False, NoRevision"),
            of("Stalled", "True, PublishConflict"),
            of("Published", "False, PublishConflict"));
    assertThat(status().currentRevision()).isNull();
    assertThat(data()).isEqualTo(Map.of("theirs", "1"));
  }

  @Test
  void whatTheUserAsksForMeanwhileStays() {
    settle("a");
    apply("b");
    run();
    report(made("b"), Reason.AVAILABLE);
    run();
    var old = made("a");
    meanwhile = () -> apply("a");

    run();

    assertThat(made("a").isMarkedForDeletion()).isFalse();
    meanwhile = () -> {};
    run();
    assertThat(status().currentRevision()).isEqualTo(old.getMetadata().getName());
  }

  @Test
  void whatNothingKeepsGoes() {
    settle("a");
    apply("b");
    run();
    report(made("b"), Reason.AVAILABLE);
    run();

    run();

    assertThat(made("a").isMarkedForDeletion()).isTrue();
    assertThat(made("b").isMarkedForDeletion()).isFalse();
  }

  /** As a process would that stood still for the length of a swap, or a second replica. */
  @Test
  void whatWasDecidedOnEarlierIsNotPublished() {
    settle("a");
    swap("b");
    apply("c");
    run();
    report(made("c"), Reason.AVAILABLE);
    meanwhile =
        () -> {
          meanwhile = () -> {};
          run();
          swap("d");
          run();
          run();
          run();
        };

    run();

    assertThat(made("c").isMarkedForDeletion()).isTrue();
    assertThat(data()).isEqualTo(Map.of("k", ARN + made("d").getMetadata().getUid()));
  }

  /** It may take a while to read the ConfigMap, and its profile goes with a deleted revision. */
  @ParameterizedTest
  @EnumSource
  void aRevisionThatSomebodyDeletedMeanwhileIsNotPublished(Deletion deletion) {
    apply("a");
    run();
    report(made("a"), Reason.AVAILABLE);
    meanwhile =
        () -> {
          meanwhile = () -> {};
          delete(made("a"), deletion);
        };

    run();

    assertThat(cluster.held().all()).isEmpty();
    assertThat(status().currentRevision()).isNull();
  }

  enum Deletion {
    BEGUN,
    DONE,
    DONE_AND_ANOTHER_IS_THERE,
    OF_THE_PROFILE
  }

  private void delete(InferenceProfile revision, Deletion deletion) {
    switch (deletion) {
      case BEGUN -> cluster.terminate(revision);
      case DONE -> cluster.remove(revision);
      case DONE_AND_ANOTHER_IS_THERE ->
          cluster.put(
              new ObjectMetaBuilder(revision.getMetadata()).withUid("another").build(),
              revision.getSpec(),
              revision.getStatus());
      case OF_THE_PROFILE -> report(revision, Reason.CREATING, Optional.of(ARN + "another"));
    }
  }

  private void swap(String model) {
    apply(model);
    run();
    report(made(model), Reason.AVAILABLE);
    run();
  }

  /** As a process leaves it that died between the ConfigMap and the status. */
  @Test
  void whatAConfigMapNamesGoesOnceItNamesItNoMore() {
    settle("a");
    apply("b");
    run();
    report(made("b"), Reason.AVAILABLE);
    run();
    cluster.held().edit("cm", Map.of("k", ARN + made("a").getMetadata().getUid()));

    var next = reconciler.run(ClusterInMemory.NAMESPACE, ClusterInMemory.NAME, cluster);

    assertThat(made("a").isMarkedForDeletion()).isFalse();
    assertThat(next).isPresent();
    run();
    assertThat(made("a").isMarkedForDeletion()).isTrue();
    assertThat(data()).isEqualTo(Map.of("k", status().inferenceProfileArn()));
  }

  /**
   * A policy may hold it, or the operator be set not to publish: somebody else has to remove it.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConfigMapThatNobodyWantsAnyMoreHindersNoSwap(boolean publishes) {
    settle("a");
    cluster.held().refuse(true);
    if (!publishes) {
      cluster.publishNothing();
    }
    apply("b", null, false);
    run();
    report(made("b"), Reason.AVAILABLE);

    run();

    assertThat(status().currentRevision()).isEqualTo(made("b").getMetadata().getName());
    assertThat(status().inferenceProfileArn()).isEqualTo(ARN + made("b").getMetadata().getUid());
  }

  @Test
  void aConfigMapThatNobodyWantsAnyMoreHidesNoArn() {
    settle("a");
    cluster.held().refuse(true);
    apply("a", null, false);
    run();
    report(made("a"), Reason.AVAILABLE, Optional.of(ARN + "another"));

    run();

    assertThat(status().inferenceProfileArn()).isEqualTo(ARN + "another");
  }

  @Test
  void whatAConfigMapNamesForEverIsNotLookedAtAllTheTime() {
    settle("a");
    var text = "$(arn) and before " + status().inferenceProfileArn();
    apply("b", publishing("cm", text), false);
    run();
    report(made("b"), Reason.AVAILABLE);
    run();

    var next = reconciler.run(ClusterInMemory.NAMESPACE, ClusterInMemory.NAME, cluster);

    assertThat(made("a").isMarkedForDeletion()).isFalse();
    assertThat(next).hasValueSatisfying(is -> assertThat(is).isGreaterThan(Duration.ofMinutes(1)));
  }

  @Test
  void aRefusedConfigMapIsNotTriedAllTheTimeWhileARevisionIsAwaited() {
    settle("a");
    cluster.held().refuse(true);
    apply("b", publishing("cm", "other $(arn)"), false);
    run();
    report(made("b"), Reason.BEDROCK_UNAVAILABLE);

    var next = reconciler.run(ClusterInMemory.NAMESPACE, ClusterInMemory.NAME, cluster);

    assertThat(next).hasValueSatisfying(is -> assertThat(is).isGreaterThan(Duration.ofMinutes(1)));
  }

  /** Its profile costs something, and the next one is current and published all the same. */
  @Test
  void anEarlierRevisionThatCannotGoIsSaidAndCostsNoReadiness() {
    settle("a");
    cluster.refuseDeletions();
    apply("b");
    run();
    report(made("b"), Reason.AVAILABLE);
    run();

    var next = reconciler.run(ClusterInMemory.NAMESPACE, ClusterInMemory.NAME, cluster);

    assertThat(conditions()).contains(of("Ready", "True, Available"));
    assertThat(message("Ready")).contains(made("a").getMetadata().getName(), "kept by a policy");
    assertThat(next).hasValueSatisfying(is -> assertThat(is).isGreaterThan(Duration.ofMinutes(1)));
  }

  @Test
  void pausedItIsNotReadyEitherWhileItsConfigMapIsTaken() {
    settle("a");
    cluster.held().putStrangers("taken");
    apply("b", publishing("taken", "$(arn)"), true);

    run();

    assertThat(conditions())
        .containsExactly(
            of("Ready", "False, PublishConflict"),
            of("Available", "True, Available"),
            of("Stalled", "True, PublishConflict"),
            of("Published", "False, PublishConflict"));
  }

  /** As a status is between the loss of a profile and the first look at the next one. */
  @Test
  void aRevisionWithoutAnArnIsNotServed() {
    settle("a");
    report(made("a"), Reason.AVAILABLE, Optional.empty());

    run();

    assertThat(conditions().subList(0, 3))
        .containsExactly(
            of("Ready", "False, Creating"),
            of("Available", "False, Creating"),
            of("Reconciling", "True, Creating"));
  }

  @Test
  void anEarlierRevisionThatLostItsLabelGoesToo() {
    settle("a");
    apply("b");
    run();
    report(made("b"), Reason.AVAILABLE);
    run();
    var old = made("a");
    cluster.put(
        new ObjectMetaBuilder(old.getMetadata()).withLabels(Map.of()).build(),
        old.getSpec(),
        old.getStatus());
    cluster.apply(new InferenceProfileDeploymentSpec(null, null, null, null, null, Map.of()));
    run();
    apply("b");

    run();

    assertThat(made("a").isMarkedForDeletion()).isTrue();
  }

  @Test
  void anEmptyNameInTheStatusIsForgotten() {
    apply("a");
    cluster.restore(
        new InferenceProfileDeploymentStatus(null, "", null, null, null, null, null, null, null));
    run();

    run();

    assertThat(status().currentRevision()).isNull();
  }

  @Test
  void aSpecOfAnotherVersionIsRefusedAndTheCurrentOneStays() {
    settle("a");
    cluster.apply(new InferenceProfileDeploymentSpec(null, null, null, null, null, Map.of()));

    run();

    assertThat(conditions())
        .containsExactly(
            of("Ready", "False, InvalidSpec"),
            of("Available", "True, Available"),
            of("Stalled", "True, InvalidSpec"),
            of("Published", "True, Published"));
    assertThat(status().observedGeneration()).isEqualTo(2);
    assertThat(data()).isEqualTo(Map.of("k", status().inferenceProfileArn()));
  }

  private void settle(String model) {
    apply(model);
    run();
    report(made(model), Reason.AVAILABLE);
    run();
    run();
    assertThat(conditions())
        .containsExactly(
            of("Ready", "True, Available"),
            of("Available", "True, Available"),
            of("Published", "True, Published"));
  }

  private void run() {
    var unused = reconciler.run(ClusterInMemory.NAMESPACE, ClusterInMemory.NAME, cluster);
  }

  private void apply(String model) {
    apply(model, publishing("cm", "$(arn)"), false);
  }

  private static Publish publishing(String configMap, String text) {
    return new Publish(new PublishConfigMap(configMap, null, Map.of("k", text)));
  }

  private void apply(String model, @Nullable Publish publish, boolean paused) {
    cluster.apply(
        new InferenceProfileDeploymentSpec(
            0,
            0,
            paused,
            new InferenceProfileTemplate(
                null,
                new ProfileTemplateSpec(
                    "chat", null, new ModelSource(source(model)), null, null, null, null)),
            publish,
            Map.of()));
  }

  private static String source(String model) {
    return "arn:aws:bedrock:us-east-1::foundation-model/" + model;
  }

  private InferenceProfile made(String model) {
    return cluster.profiles().stream()
        .filter(
            found ->
                Objects.requireNonNull(found.getSpec().modelSource())
                    .equals(new ModelSource(source(model))))
        .findFirst()
        .orElseThrow();
  }

  /** As the operator reports a profile, which it found or made. */
  private void report(InferenceProfile found, Reason reason) {
    report(found, reason, Optional.of(ARN + found.getMetadata().getUid()));
  }

  private void report(InferenceProfile found, Reason reason, Optional<String> arn) {
    report(found, reason, arn, "ACTIVE");
  }

  private void report(
      InferenceProfile found, Reason reason, Optional<String> arn, String bedrockStatus) {
    var record =
        new ProfileRecord(
            arn,
            Optional.of(found.getMetadata().getUid()),
            Set.of(),
            List.of(),
            bedrockStatus,
            "APPLICATION",
            List.of(source("m")),
            "",
            Optional.of(1L),
            Optional.empty(),
            Optional.empty());
    cluster.put(
        found.getMetadata(),
        found.getSpec(),
        StatusWriter.next(
            found, StatusReader.generation(found), record, Outcome.of(reason, "why"), NOW));
  }

  private InferenceProfileDeploymentStatus status() {
    return Objects.requireNonNull(cluster.deployment().getStatus());
  }

  private List<Tuple> conditions() {
    return Objects.requireNonNull(status().conditions()).stream()
        .map((Condition is) -> of(is.type(), is.status() + ", " + is.reason()))
        .toList();
  }

  private String message(String type) {
    return Condition.find(Objects.requireNonNull(status().conditions()), type)
        .map(Condition::message)
        .orElseThrow();
  }

  private static Tuple of(@Nullable String type, String says) {
    return tuple(type, says);
  }

  private Map<String, String> data() {
    return cluster.held().all().getFirst().data();
  }
}
