package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.onceCertain;
import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.Published;
import io.bedrockoperator.status.Conditions;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ConfigMap that hands a profile to applications. */
class PublishIT {

  private static Stage stage;

  @BeforeAll
  static void start() {
    stage = Stage.withOperatorIn("publish");
  }

  @AfterAll
  static void stop() {
    stage.cluster().admin().configMaps().inNamespace("publish").delete();
    stage.close();
  }

  private static String publish(String name) {
    return "publish: {configMap: {name: %s, data: {ARN: $(arn), text: \"a $(name)\"}}}"
        .formatted(name);
  }

  private static Resource<ConfigMap> configMap(String name) {
    return stage.cluster().admin().configMaps().inNamespace(stage.namespace()).withName(name);
  }

  private static Map<String, String> data(String name) {
    return Optional.ofNullable(configMap(name).get()).map(ConfigMap::getData).orElse(Map.of());
  }

  private static void put(String name, @Nullable OwnerReference owner) {
    var configMap =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(stage.namespace())
            .endMetadata()
            .withData(Map.of("theirs", "1"))
            .build();
    if (owner != null) {
      configMap.getMetadata().getOwnerReferences().add(owner);
    }
    stage.cluster().admin().resource(configMap).create();
  }

  private static void patch(String name, String patch) {
    configMap(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private static int calls() {
    return stage.bedrock().calls().size();
  }

  private static void assertPublished(String resource, String configMap) {
    soon()
        .untilAsserted(
            () -> {
              stage
                  .assertThat(resource)
                  .hasReady("True", Reason.AVAILABLE)
                  .hasConditions("Ready", "Published");
              assertThat(data(configMap))
                  .isEqualTo(Map.of("ARN", stage.arn(resource), "text", "a " + resource));
              assertThat(stage.status(resource).published()).isEqualTo(new Published(configMap));
            });
  }

  private static Condition published(String resource) {
    return Condition.find(
            Objects.requireNonNull(stage.status(resource).conditions()), Conditions.PUBLISHED)
        .orElseThrow(() -> new AssertionError("no condition: " + resource));
  }

  @Test
  void isThereOnceTheResourceIsReadyAndBelongsToIt() {
    var uid = stage.create("whole", publish("whole")).getMetadata().getUid();

    assertPublished("whole", "whole");

    var metadata = configMap("whole").require().getMetadata();
    assertThat(metadata.getLabels())
        .containsEntry("app.kubernetes.io/managed-by", "bedrock-operator")
        .containsEntry("bedrock-operator.io/published-by", "inferenceprofile.whole");
    assertThat(metadata.getOwnerReferences())
        .containsExactly(
            new OwnerReferenceBuilder()
                .withApiVersion("bedrock-operator.io/v1alpha1")
                .withKind("InferenceProfile")
                .withName("whole")
                .withUid(uid)
                .withController(true)
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\": {\"ARN\": \"theirs\"}}",
        "{\"data\": {\"more\": \"theirs\"}}",
        "{\"binaryData\": {\"more\": \"AA==\"}}",
        "{\"data\": null}",
        "{\"metadata\": {\"labels\": null}}",
        "{\"data\": {\"ARN\": \"theirs\"}, \"immutable\": true}",
      })
  void isRepairedWithoutACallToAws(String patch) {
    var name = "edited-" + Integer.toHexString(patch.hashCode());
    stage.create(name, publish(name));
    assertPublished(name, name);
    var before = calls();

    patch(name, patch);

    soon()
        .untilAsserted(
            () -> {
              // What is immutable is deleted first.
              var repaired = configMap(name).get();
              assertThat(repaired).isNotNull();
              assertThat(repaired.getData()).containsEntry("ARN", stage.arn(name)).hasSize(2);
              assertThat(repaired.getBinaryData()).isNullOrEmpty();
              assertThat(repaired.getMetadata().getLabels()).hasSize(2);
            });
    assertThat(calls()).isEqualTo(before);
  }

  @Test
  void comesBackWhenItIsDeleted() {
    stage.create("deleted", publish("deleted"));
    assertPublished("deleted", "deleted");
    var before = calls();

    configMap("deleted").delete();

    assertPublished("deleted", "deleted");
    assertThat(calls()).isEqualTo(before);
  }

  @Test
  void leavesAloneWhatOthersAdd() {
    stage.create("annotated", publish("annotated"));
    assertPublished("annotated", "annotated");
    patch("annotated", "{\"metadata\": {\"annotations\": {\"theirs\": \"1\"}}}");
    var version = configMap("annotated").require().getMetadata().getResourceVersion();

    stage.requestReconciliation("annotated", "now");

    soon()
        .untilAsserted(
            () -> assertThat(stage.status("annotated").lastHandledReconcileAt()).isEqualTo("now"));
    assertThat(configMap("annotated").require().getMetadata().getResourceVersion())
        .isEqualTo(version);

    stage.patchSpec("annotated", "{\"publish\": {\"configMap\": {\"name\": \"renamed\"}}}");
    assertPublished("annotated", "renamed");
    soon().untilAsserted(() -> assertThat(configMap("annotated").get()).isNull());
  }

  @Test
  void neverTouchesWhatIsNotOurs() {
    put("foreign", null);

    stage.create("hopeful", publish("foreign"));

    soon()
        .untilAsserted(
            () -> stage.assertThat("hopeful").hasReady("False", Reason.PUBLISH_CONFLICT));
    assertThat(stage.arn("hopeful")).isNotEmpty();
    assertThat(data("foreign")).isEqualTo(Map.of("theirs", "1"));
    configMap("foreign").delete();
    stage.requestReconciliation("hopeful", "now");
    assertPublished("hopeful", "foreign");
  }

  @Test
  void leavesItToWhoWasFirst() {
    stage.create("first", publish("wanted"));
    assertPublished("first", "wanted");

    stage.create("second", publish("wanted"));

    soon()
        .untilAsserted(() -> stage.assertThat("second").hasReady("False", Reason.PUBLISH_CONFLICT));
    assertPublished("first", "wanted");
    stage.patchSpec("first", "{\"publish\": null}");
    assertPublished("second", "wanted");
    soon().untilAsserted(() -> stage.assertThat("first").isAvailable());
    assertThat(stage.status("first").published()).isNull();
  }

  @Test
  void waitsUntilTheGarbageOfAnEarlierLifeIsGone() {
    put(
        "reborn",
        new OwnerReferenceBuilder()
            .withApiVersion("bedrock-operator.io/v1alpha1")
            .withKind("InferenceProfile")
            .withName("reborn")
            .withUid("gone")
            .withController(true)
            .build());

    stage.create("reborn", publish("reborn"));

    soon().untilAsserted(() -> stage.assertThat("reborn").hasReady("False", Reason.CREATING));
    assertThat(data("reborn")).isEqualTo(Map.of("theirs", "1"));
    configMap("reborn").delete();
    assertPublished("reborn", "reborn");
  }

  @Test
  void movesToAnotherNameAndGoesWithItsField() {
    stage.create("moving", publish("before"));
    assertPublished("moving", "before");

    stage.patchSpec("moving", "{\"publish\": {\"configMap\": {\"name\": \"after\"}}}");

    assertPublished("moving", "after");
    soon().untilAsserted(() -> assertThat(configMap("before").get()).isNull());
    put("taken", null);
    stage.patchSpec("moving", "{\"publish\": {\"configMap\": {\"name\": \"taken\"}}}");
    soon()
        .untilAsserted(() -> stage.assertThat("moving").hasReady("False", Reason.PUBLISH_CONFLICT));
    assertThat(data("after")).isNotEmpty();
    stage.patchSpec("moving", "{\"publish\": null}");
    soon().untilAsserted(() -> assertThat(configMap("after").get()).isNull());
    soon().untilAsserted(() -> stage.assertThat("moving").isAvailable());
    assertThat(data("taken")).isEqualTo(Map.of("theirs", "1"));
  }

  @Test
  void namesTheNextProfileAfterALoss() {
    stage.create("lost", publish("lost"));
    assertPublished("lost", "lost");
    var before = stage.arn("lost");

    stage.outside().delete(before);
    stage.requestReconciliation("lost", "now");

    onceCertain()
        .untilAsserted(
            () -> {
              assertThat(published("lost"))
                  .extracting(Condition::status, Condition::reason)
                  .containsExactly("False", "Outdated");
              assertThat(data("lost")).containsEntry("ARN", before);
            });
    onceCertain().untilAsserted(() -> assertThat(data("lost")).doesNotContainEntry("ARN", before));
    assertPublished("lost", "lost");
  }

  @Test
  void publishesWhatItOnlyObserves() {
    stage.create("owner");
    var arn = stage.known("owner");

    stage.createWith(
        "observer",
        """
        inferenceProfileName: %s
        modelSource: {copyFrom: "%s"}
        managementPolicy: Observe
        adopt: {inferenceProfileArn: "%s"}
        %s
        """
            .formatted(stage.profileName("owner"), Stage.NOVA, arn, publish("observer")));

    soon().untilAsserted(() -> assertThat(data("observer")).containsEntry("ARN", arn));
  }
}
