package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.DELETE_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.TAG_RESOURCE;
import static io.bedrockoperator.dev.emulator.Operation.UNTAG_RESOURCE;
import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bedrockoperator.dev.emulator.Held;
import io.bedrockoperator.docs.Page;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A tenant who means harm, with the rights that docs/security.md gives him, beside a neighbour in
 * the same AWS account. Whatever he does, the neighbour's profile stays as it is.
 */
class TenantIT {

  private static final String NEIGHBOURS_SPEC =
      """
      inferenceProfileName: neighbour-chat
      modelSource: {copyFrom: "%s"}
      """
          .formatted(Stage.NOVA);

  private static final Page SECURITY = Page.of("docs/security.md");

  private static Stage neighbour;
  private static Stage tenant;

  /** Whom the platform team lets adopt. */
  private static Stage guest;

  private static KubernetesClient attacker;
  private static Held before;

  @BeforeAll
  static void prepare() {
    neighbour = Stage.in("neighbour");
    tenant = Stage.in("tenant");
    guest = Stage.in("guest");
    annotate(neighbour.cluster().admin(), guest.namespace());
    attacker = account(tenant);
    neighbour
        .start(Map.of("BEDROCK_OPERATOR_WATCH_NAMESPACES", "neighbour,tenant,guest"))
        .awaitReady();
    neighbour.createWith("chat", NEIGHBOURS_SPEC);
    own("honest");
    before = neighbour.outside().profile(neighbour.known("chat")).orElseThrow();
  }

  @AfterAll
  static void stop() {
    attacker.close();
    guest.close();
    tenant.close();
    neighbour.close();
  }

  @BeforeEach
  void forget() {
    neighbour.bedrock().clearCalls();
  }

  @AfterEach
  void theNeighboursProfileIsUntouched() {
    assertThat(neighbour.outside().profile(arn())).hasValue(before);
    assertThat(Stream.of(TAG_RESOURCE, UNTAG_RESOURCE, DELETE_INFERENCE_PROFILE))
        .flatMap(operation -> neighbour.bedrock().calls(operation))
        .noneMatch(call -> call.subject().equals(arn()));
    neighbour.assertThat("chat").isAvailable().hasArn(arn());
  }

  @Test
  void adoptsNothingWithoutThePlatformTeamsWord() {
    var attacks = new LinkedHashMap<String, String>();
    attacks.put("by-arn", "adopt: {inferenceProfileArn: \"%s\"}".formatted(arn()));
    attacks.put("by-name", "adopt: {matchingName: true}");
    attacks.put(
        "over-by-arn", "adopt: {inferenceProfileArn: \"%s\", takeOver: true}".formatted(arn()));
    attacks.put("over-by-name", "adopt: {matchingName: true, takeOver: true}");
    attacks.forEach((name, adopt) -> attack(name, adopt, "deletionPolicy: Delete"));

    for (var name : attacks.keySet()) {
      tenant.eventually(
          name,
          it ->
              it.hasReady("False", Reason.ADOPTION_REFUSED)
                  .hasMessageContaining("This namespace may not adopt " + arn()));
    }
  }

  @Test
  void adoptsNothingOfTheLivingWithoutTakeOver() {
    for (var name : List.of("by-arn", "by-name")) {
      var how =
          name.equals("by-arn")
              ? "inferenceProfileArn: \"%s\"".formatted(arn())
              : "matchingName: true";
      guest.createWith(
          name, NEIGHBOURS_SPEC + "adopt: {%s}\ndeletionPolicy: Delete\n".formatted(how));
    }

    for (var name : List.of("by-arn", "by-name")) {
      guest.eventually(
          name,
          it ->
              it.hasReady("False", Reason.ADOPTION_REFUSED)
                  .hasMessageContaining("it belongs to the resource neighbour/chat"));
    }
  }

  @Test
  void givesHimselfNoPermission() {
    assertThat(refusal(() -> annotate(attacker, tenant.namespace())).getCode()).isEqualTo(403);
    tenant.createAs(
        attacker,
        "annotated",
        """
        metadata: {annotations: {bedrock-operator.io/adoption: allowed}}
        spec: {inferenceProfileName: neighbour-chat, modelSource: {copyFrom: "%s"},
          adopt: {matchingName: true}}
        """
            .formatted(Stage.NOVA));

    tenant.eventually("annotated", it -> it.hasReady("False", Reason.ADOPTION_REFUSED));
  }

  @Test
  void getsNothingByTheNeighboursName() {
    attack("same-name", "deletionPolicy: Delete");

    tenant.eventually(
        "same-name",
        it ->
            it.hasReady("False", Reason.NAME_CONFLICT)
                .hasMessageContaining("belongs to neighbour/chat"));
  }

  @Test
  void makesNoMoreOfWhatHeMayObserve() {
    attack("spy", "managementPolicy: Observe", "adopt: {matchingName: true}");
    tenant.eventually("spy", it -> it.isAvailable().hasArn(arn()));

    patchSpec(
        "spy",
        """
        {"managementPolicy": "Full", "adopt": null, "deletionPolicy": "Delete",
         "tags": [{"key": "mine", "value": "now"}]}
        """);

    tenant.eventually("spy", it -> it.hasReady("False", Reason.NAME_CONFLICT));
  }

  @Test
  void deletesNothingOfOthers() {
    attack("gone-by-name", "deletionPolicy: Delete");
    attack(
        "gone-adopting", "deletionPolicy: Delete", "adopt: {matchingName: true, takeOver: true}");
    attack("gone-spying", "managementPolicy: Observe", "adopt: {matchingName: true}");
    guest.createWith(
        "gone", NEIGHBOURS_SPEC + "adopt: {matchingName: true}\ndeletionPolicy: Delete\n");
    soon()
        .untilAsserted(
            () -> {
              tenant.assertThat("gone-by-name").hasReady("False", Reason.NAME_CONFLICT);
              tenant.assertThat("gone-adopting").hasReady("False", Reason.ADOPTION_REFUSED);
              tenant.assertThat("gone-spying").isAvailable();
              guest.assertThat("gone").hasReady("False", Reason.ADOPTION_REFUSED);
            });
    patchSpec("gone-spying", "{\"managementPolicy\": \"Full\", \"deletionPolicy\": \"Delete\"}");

    tenant.resource(attacker, "gone-by-name").delete();
    tenant.resource(attacker, "gone-adopting").delete();
    tenant.resource(attacker, "gone-spying").delete();
    guest.delete("gone");

    soon()
        .untilAsserted(
            () -> {
              assertThat(tenant.exists("gone-by-name")).isFalse();
              assertThat(tenant.exists("gone-adopting")).isFalse();
              assertThat(tenant.exists("gone-spying")).isFalse();
              assertThat(guest.exists("gone")).isFalse();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bedrock-operator.io/cluster",
        "bedrock-operator.io/namespace",
        "bedrock-operator.io/name",
        "bedrock-operator.io/uid",
        "Bedrock-Operator.io/uid",
        " bedrock-operator.io/uid",
        "aws:createdBy",
        " aws:createdBy"
      })
  void forgesNoOwner(String key) {
    var tags = "tags: [{key: \"%s\", value: neighbour}]".formatted(key);

    assertThat(refusal(() -> own("forger", tags))).hasMessageContaining("spec.tags[0].key");

    var patch = "{\"tags\": [{\"key\": \"%s\", \"value\": \"neighbour\"}]}".formatted(key);
    assertThat(refusal(() -> patchSpec("honest", patch))).hasMessageContaining("spec.tags[0].key");
  }

  /** A status with a token is the proof that a profile without owner tags was created here. */
  @Test
  void forgesNoStatus() {
    tenant.createAs(
        attacker,
        "forged",
        """
        spec: {inferenceProfileName: tenant-forged, suspend: true, deletionPolicy: Delete,
          modelSource: {copyFrom: "%s"}}
        status: {inferenceProfileArn: "%s", clientRequestToken: forged}
        """
            .formatted(Stage.NOVA, arn()));

    tenant.eventually("forged", it -> it.hasReady("Unknown", Reason.SUSPENDED));
    assertThat(tenant.status("forged").inferenceProfileArn()).isNull();
    assertThat(tenant.status("forged").clientRequestToken()).isNull();
    var patch = "{\"status\": {\"inferenceProfileArn\": \"%s\"}}".formatted(arn());
    assertThat(refusal(() -> patchStatus("forged", patch)).getCode()).isEqualTo(403);
  }

  @Test
  void copiesNothingOfOthers() {
    assertThat(refusal(() -> create("copy", "tenant-copy", arn(), "")))
        .hasMessageContaining("copyFrom must be the ARN");

    create("foreign", "tenant-foreign", Stage.NOVA.replace(Stage.ACCOUNT, "999988887777"), "");

    tenant.eventually(
        "foreign",
        it ->
            it.hasReady("False", Reason.INVALID_SPEC)
                .hasMessageContaining("names another AWS account"));
    assertThat(neighbour.bedrock().calls(CREATE_INFERENCE_PROFILE)).isEmpty();
  }

  @Test
  void inventsNoRegions() {
    for (var region : List.of("xx-invented-1", "xx-invented-2")) {
      var copyFrom = Stage.NOVA.replace("us-east-1", region);
      create(region, "tenant-" + region, copyFrom, "");

      tenant.eventually(
          region,
          it ->
              it.hasReady("False", Reason.INVALID_SPEC)
                  .hasMessageContaining("BEDROCK_OPERATOR_REGIONS"));
      assertThat(neighbour.bedrock().calls()).noneMatch(call -> call.region().equals(region));
      tenant.delete(region);
      soon().untilAsserted(() -> assertThat(tenant.exists(region)).isFalse());
    }
  }

  @Test
  void stopsNobodyByAnOddOrHugeObject() {
    var odd = "\\u001b[2J\\r\\nnow " + "x".repeat(200_000);
    tenant.createAs(
        attacker,
        "huge",
        """
        metadata: {annotations: {bedrock-operator.io/reconcile-requested-at: "%s"}}
        spec: {inferenceProfileName: tenant-huge, modelSource: {copyFrom: "%s"},
          tags: [%s]}
        """
            .formatted(odd, Stage.NOVA, manyTags(46)));
    assertThat(refusal(() -> own("tags", "tags: [%s]".formatted(manyTags(47)))))
        .hasMessageContaining("spec.tags: Too many");
    neighbour.createWith("later", NEIGHBOURS_SPEC.replace("neighbour-chat", "neighbour-later"));

    neighbour.eventually("later", it -> it.isAvailable());
    tenant.eventually("huge", it -> it.isAvailable());
    assertThat(neighbour.operator().log()).doesNotContain("\u001b", "\r");
  }

  @Test
  void reachesNoOtherNamespaceAndNotTheOperator() {
    assertThat(refusal(() -> attacker.secrets().inNamespace("neighbour").list()).getCode())
        .isEqualTo(403);
    assertThat(
            refusal(
                    () ->
                        neighbour.createAs(
                            attacker, "guest", "spec:\n" + NEIGHBOURS_SPEC.indent(2)))
                .getCode())
        .isEqualTo(403);
    assertThat(
            refusal(
                    () ->
                        attacker
                            .leases()
                            .inNamespace("bedrock-operator-system")
                            .withName("bedrock-operator")
                            .delete())
                .getCode())
        .isEqualTo(403);
  }

  /**
   * Without the policy, whoever comes first has a name. In a namespace of its own: a policy goes on
   * for a while after its deletion.
   */
  @Test
  void squatsNoNameUnderThePolicyOfTheDocumentation() {
    try (var watched = Stage.in("watched");
        var squatter = account(watched)) {
      watched.start().awaitReady();
      claim(watched, squatter, "older", "");
      watched.eventually("older", it -> it.isAvailable());
      var admin = watched.cluster().admin();
      mark(admin, watched.namespace(), "{\"labels\": {\"tenant\": \"true\"}}");
      var policy = admin.resourceList(objects(admin, SECURITY.blocks("yaml").get(1)));
      policy.serverSideApply();
      soon()
          .untilAsserted(
              () ->
                  assertThat(refusal(() -> claim(watched, squatter, "neighbour_next", "")))
                      .hasMessageContaining("must begin with the namespace"));
      var over = "adopt: {matchingName: true, takeOver: true}";
      assertThat(refusal(() -> claim(watched, squatter, "watched_over", over)))
          .hasMessageContaining("takeOver is for the platform team");
      claim(watched, squatter, "watched_fair", "adopt: {matchingName: true}");
      watched.delete("older");
      soon().untilAsserted(() -> assertThat(watched.exists("older")).isFalse());
      policy.delete();
    }
  }

  private static void claim(Stage stage, KubernetesClient user, String profile, String more) {
    stage.createAs(
        user, profile.replace('_', '-'), "spec:\n" + spec(profile, Stage.NOVA, more).indent(2));
  }

  private static String arn() {
    return before.profile().arn();
  }

  /** For the neighbour's profile. */
  private static void attack(String name, String... moreOfSpec) {
    create(name, "neighbour-chat", Stage.NOVA, String.join("\n", moreOfSpec));
  }

  private static void own(String name, String... moreOfSpec) {
    create(name, "tenant-" + name, Stage.NOVA, String.join("\n", moreOfSpec));
  }

  private static void create(String name, String profile, String copyFrom, String more) {
    tenant.createAs(attacker, name, "spec:\n" + spec(profile, copyFrom, more).indent(2));
  }

  private static String spec(String profile, String copyFrom, String more) {
    return "inferenceProfileName: %s\nmodelSource: {copyFrom: \"%s\"}\n%s"
        .formatted(profile, copyFrom, more);
  }

  private static String manyTags(int number) {
    return Stream.iterate(1, one -> one + 1)
        .limit(number)
        .map("{key: key-%d, value: a}"::formatted)
        .reduce((one, other) -> one + ", " + other)
        .orElseThrow();
  }

  private static void patchSpec(String name, String spec) {
    tenant
        .resource(attacker, name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": %s}".formatted(spec));
  }

  private static void patchStatus(String name, String patch) {
    tenant
        .resource(attacker, name)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private static KubernetesClientException refusal(ThrowingCallable deed) {
    var refusal = catchThrowableOfType(KubernetesClientException.class, deed);
    assertThat(refusal).as("refusal").isNotNull();
    return refusal;
  }

  private static KubernetesClient account(Stage stage) {
    var admin = stage.cluster().admin();
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("team")
                .withNamespace(stage.namespace())
                .endMetadata()
                .build())
        .serverSideApply();
    var role = SECURITY.blocks("yaml").getFirst().replace("team-a", stage.namespace());
    admin.resourceList(objects(admin, role)).serverSideApply();
    return stage.cluster().clientOf(stage.namespace(), "team");
  }

  private static List<HasMetadata> objects(KubernetesClient admin, String yaml) {
    return admin.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items();
  }

  private static void annotate(KubernetesClient user, String namespace) {
    mark(user, namespace, "{\"annotations\": {\"bedrock-operator.io/adoption\": \"allowed\"}}");
  }

  private static void mark(KubernetesClient user, String namespace, String metadata) {
    user.namespaces()
        .withName(namespace)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": %s}".formatted(metadata));
  }
}
