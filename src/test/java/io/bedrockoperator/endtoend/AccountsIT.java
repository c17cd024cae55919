package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.ASSUME_ROLE;
import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.GET_CALLER_IDENTITY;
import static io.bedrockoperator.dev.emulator.Operation.TAG_RESOURCE;
import static io.bedrockoperator.endtoend.Patience.onceCertain;
import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.AccountRef;
import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.BedrockAccountStatus;
import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.dev.emulator.EmulatorSettings.DeadToken;
import io.bedrockoperator.dev.emulator.EmulatorSettings.TokenMismatch;
import io.bedrockoperator.dev.emulator.EmulatorSettings.Tokens;
import io.bedrockoperator.dev.emulator.Fault;
import io.bedrockoperator.dev.emulator.IamRole;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tenants in accounts of their own, under the rights of an installation for the whole cluster. On a
 * server of its own, since accounts are everybody's.
 */
class AccountsIT {

  private static final String A = "222233334444";
  private static final String B = "444455556666";
  private static final IamRole ROLE_A = IamRole.of("arn:aws:iam::222233334444:role/operator");
  private static final IamRole ROLE_B = IamRole.of("arn:aws:iam::444455556666:role/operator");
  private static final String SOURCE =
      "arn:aws:bedrock:us-east-1::inference-profile/us.amazon.nova-lite-v1:0";

  /** Resources of a namespace that a change does not concern. */
  private static final int MANY = 40;

  private static ApiServer server;
  private static Cluster cluster;
  private Stage a;
  private Stage b;
  private int number;

  private static int tests;

  @BeforeAll
  static void startServer() {
    server = ApiServer.start();
    cluster = Cluster.on(server);
  }

  @AfterAll
  static void stopServer() {
    cluster.close();
    server.close();
  }

  @BeforeEach
  void start() {
    number = tests++;
    a = Stage.in(Cluster.on(server), "team-a-" + number);
    b = Stage.in(Cluster.on(server), "team-b-" + number);
    a.bedrock().sts().put(ROLE_A);
    a.bedrock().sts().put(ROLE_B);
    a.start(Map.of("BEDROCK_OPERATOR_WATCH_NAMESPACES", ""));
  }

  @AfterEach
  void stop() {
    a.operator().close();
    for (var left : cluster.admin().resources(BedrockAccount.class).list().getItems()) {
      account(left.getMetadata().getName())
          .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}");
      account(left.getMetadata().getName()).delete();
    }
    b.close();
    a.close();
  }

  private Resource<BedrockAccount> account(String name) {
    return cluster.admin().resources(BedrockAccount.class).withName(name);
  }

  private void createAccount(String name, String spec) {
    var admin = a.cluster().admin();
    var document =
        admin
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: bedrock-operator.io/v1alpha1
                kind: BedrockAccount
                metadata: {name: %s}
                spec:
                %s
                """
                    .formatted(name, spec.indent(2)),
                GenericKubernetesResource.class);
    admin.resource(document).create();
  }

  private void createAccounts() {
    createAccount("a", of(A, ROLE_A, a.namespace()));
    createAccount("b", of(B, ROLE_B, b.namespace()));
    for (var name : List.of("a", "b")) {
      soon().until(() -> account(name).require().hasFinalizer(BedrockAccount.FINALIZER));
    }
  }

  private static String of(String accountId, IamRole role, String namespace) {
    return """
    accountId: "%s"
    roleArn: %s
    allowedNamespaces: {names: [%s]}
    """
        .formatted(accountId, role.arn(), namespace);
  }

  private void edit(String name, String spec) {
    account(name).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": %s}".formatted(spec));
  }

  private static void create(Stage tenant, String name, String... more) {
    tenant.createWith(
        name,
        """
        inferenceProfileName: %s
        modelSource: {copyFrom: "%s"}
        %s
        """
            .formatted(tenant.profileName(name), SOURCE, String.join("\n", more)));
  }

  private void eventually(String account, String type, String status, String reason) {
    soon()
        .untilAsserted(
            () -> {
              var condition = condition(account, type);
              assertThat(condition).isPresent();
              assertThat(condition.get().status()).isEqualTo(status);
              assertThat(condition.get().reason()).isEqualTo(reason);
            });
  }

  private Optional<Condition> condition(String name, String type) {
    return Optional.ofNullable(account(name).require().getStatus())
        .map(BedrockAccountStatus::conditions)
        .flatMap(conditions -> Condition.find(conditions, type));
  }

  private List<Call> created() {
    return a.bedrock().calls(CREATE_INFERENCE_PROFILE);
  }

  @Test
  void profilesLiveInTheAccountThatAllowsTheirNamespace() {
    createAccounts();

    create(a, "chat");
    create(b, "chat");

    assertThat(a.known("chat")).contains(":" + A + ":");
    assertThat(b.known("chat")).contains(":" + B + ":");
    assertThat(a.status("chat").accountId()).isEqualTo(A);
    assertThat(a.status("chat").accountRef()).isEqualTo(new AccountRef("a"));
    assertThat(created()).extracting(Call::account).containsExactlyInAnyOrder(A, B);
    eventually("a", "Ready", "True", "Ready");
    eventually("a", "InUse", "True", "Profiles");
    assertThat(a.operator().body("/metrics").lines())
        .contains("bedrock_operator_account_ready{account=\"222233334444\",name=\"a\"} 1.0")
        .anyMatch(line -> line.contains("operation=\"AssumeRole\""))
        .anyMatch(
            line -> line.startsWith("bedrock_operator_listed_profiles{account=\"222233334444\""));
    soon()
        .untilAsserted(
            () -> {
              var status = account("a").require().getStatus();
              assertThat(status.profiles()).isEqualTo(1);
              assertThat(status.namespaces()).isEqualTo(1);
            });
  }

  @Test
  void nobodyFallsBackToTheOperatorsOwnRoleOnceThereIsAnAccount() {
    create(b, "before");
    var own = b.known("before");
    createAccount("a", of(A, ROLE_A, a.namespace()));
    eventually("a", "Ready", "True", "Ready");

    create(b, "after");

    b.eventually("after", it -> it.hasReady("False", Reason.NO_ACCOUNT));
    b.patchSpec("before", "{\"tags\": [{\"key\": \"team\", \"value\": \"b\"}]}");
    soon().untilAsserted(() -> assertThat(tags(Stage.ACCOUNT, own)).containsEntry("team", "b"));
    createAccount("b", of(B, ROLE_B, b.namespace()));
    assertThat(b.known("after")).contains(":" + B + ":");
    assertThat(b.known("before")).isEqualTo(own);
  }

  @Test
  void aBrokenRoleIsToldOnceAndCostsNextToNothing() {
    a.bedrock().sts().put(ROLE_A.withoutTrust());
    createAccounts();
    var names = IntStream.range(0, 20).mapToObj("chat-%d"::formatted).toList();
    names.forEach(name -> create(a, name));
    create(b, "chat");
    b.known("chat");

    names.forEach(
        name -> a.eventually(name, it -> it.hasReady("False", Reason.ACCOUNT_UNAVAILABLE)));
    eventually("a", "Ready", "False", "AssumeRoleDenied");
    assertThat(a.bedrock().sts().requests(ROLE_A.arn())).isLessThan(8);

    a.bedrock().sts().put(IamRole.of(ROLE_A.arn() + "-2"));
    edit("a", "{\"roleArn\": \"%s-2\"}".formatted(ROLE_A.arn()));

    names.forEach(a::known);
    eventually("a", "Ready", "True", "Ready");
  }

  /** Not the operator's own account either. */
  @Test
  void anStsThatNeverAnswersForOneAccountDelaysNoOther() {
    create(b, "before");
    var own = b.known("before");
    a.bedrock()
        .faults()
        .on(ASSUME_ROLE)
        .when(asked -> asked.subject().equals(ROLE_A.arn()))
        .always()
        .before(Fault.hang());
    createAccounts();
    var names = IntStream.range(0, 20).mapToObj("chat-%d"::formatted).toList();
    names.forEach(name -> create(a, name));
    soon().until(() -> a.bedrock().faults().hanging() > 0);

    create(b, "chat");
    b.patchSpec("before", "{\"tags\": [{\"key\": \"team\", \"value\": \"b\"}]}");

    b.known("chat");
    soon().untilAsserted(() -> assertThat(tags(Stage.ACCOUNT, own)).containsEntry("team", "b"));
    assertThat(a.bedrock().calls(A, Stage.REGION))
        .as("calls with credentials of the account")
        .isEmpty();
  }

  @Test
  void aRolloutWaitsForTheRoleOfItsAccount() {
    createAccounts();
    var deployments = new Deployments(a, SOURCE);
    deployments.create("chat", Deployments.LITE, "");
    soon().until(() -> !deployments.published("chat").isEmpty());
    var before = deployments.published("chat");
    edit("a", "{\"roleArn\": \"%s-2\"}".formatted(ROLE_A.arn()));
    eventually("a", "Ready", "False", "AssumeRoleDenied");

    deployments.patchModel("chat", Deployments.PRO);

    soon()
        .untilAsserted(
            () ->
                assertThat(Condition.find(conditions(deployments), "Ready"))
                    .map(Condition::reason)
                    .hasValue("AccountUnavailable"));
    assertThat(deployments.published("chat")).isEqualTo(before);

    a.bedrock().sts().put(IamRole.of(ROLE_A.arn() + "-2"));
    edit("a", "{\"roleArn\": \"%s\"}".formatted(ROLE_A.arn()));

    soon().untilAsserted(() -> assertThat(deployments.published("chat")).isNotEqualTo(before));
    assertThat(deployments.published("chat").get("ARN")).contains(":" + A + ":");
  }

  private static List<Condition> conditions(Deployments deployments) {
    return Objects.requireNonNullElse(deployments.status("chat").conditions(), List.of());
  }

  @Test
  void aNamespaceThatIsNotAllowedAnyMoreIsTouchedForDeletionOnly() {
    createAccounts();
    create(a, "chat");
    var arn = a.known("chat");
    edit("a", "{\"allowedNamespaces\": {\"names\": [\"other\"]}}");
    a.eventually("chat", it -> it.hasReady("False", Reason.ACCOUNT_NOT_ALLOWED));
    a.bedrock().clearCalls();

    a.patchSpec("chat", "{\"tags\": [{\"key\": \"team\", \"value\": \"a\"}]}");
    a.requestReconciliation("chat", "now");
    create(a, "more");

    a.eventually("more", it -> it.hasReady("False", Reason.NO_ACCOUNT));
    assertThat(a.bedrock().calls()).isEmpty();
    a.delete("chat");
    soon().untilAsserted(() -> assertThat(a.exists("chat")).isFalse());
    assertThat(a.bedrock().account(A).outside(Stage.REGION).profile(arn)).isEmpty();
  }

  @Test
  void anAccountWaitsForItsProfilesAndNamesThem() {
    createAccounts();
    create(a, "chat");
    a.known("chat");

    account("a").delete();
    create(a, "late");

    eventually("a", "InUse", "True", "Profiles");
    assertThat(condition("a", "InUse").orElseThrow().message()).contains(a.namespace() + "/chat");
    a.eventually("late", it -> it.hasReady("False", Reason.NO_ACCOUNT));
    a.delete("chat");
    soon().untilAsserted(() -> assertThat(a.exists("chat")).isFalse());
    soon().untilAsserted(() -> assertThat(account("a").get()).isNull());
  }

  @Test
  void anotherLabelRetagsTheNamespacesProfilesAndNoOthers() {
    createAccount(
        "both",
        """
        accountId: "%s"
        roleArn: %s
        allowedNamespaces: {names: [%s, %s]}
        tags: [{key: cost-center, value: "4711"}]
        namespaceLabelsAsTags: [{label: team, tag: team}]
        """
            .formatted(A, ROLE_A.arn(), a.namespace(), b.namespace()));
    label(a.namespace(), "one");
    label(b.namespace(), "one");
    create(a, "chat");
    create(b, "chat");
    var arnOfA = a.known("chat");
    var arnOfB = b.known("chat");
    assertThat(tags(arnOfA)).containsEntry("team", "one").containsEntry("cost-center", "4711");

    label(a.namespace(), "two");

    soon().untilAsserted(() -> assertThat(tags(arnOfA)).containsEntry("team", "two"));
    assertThat(tags(arnOfB)).containsEntry("team", "one");
    assertThat(a.bedrock().calls(TAG_RESOURCE)).hasSize(1);

    edit("both", "{\"tags\": null, \"namespaceLabelsAsTags\": null}");

    soon()
        .untilAsserted(
            () ->
                assertThat(List.of(tags(arnOfA), tags(arnOfB)))
                    .allSatisfy(
                        tags -> assertThat(tags).doesNotContainKeys("team", "cost-center")));
  }

  private Map<String, String> tags(String arn) {
    return tags(A, arn);
  }

  private Map<String, String> tags(String accountId, String arn) {
    return a.bedrock().account(accountId).listTags(Stage.REGION, arn);
  }

  private static void label(String namespace, String team) {
    patchNamespace(namespace, "{\"labels\": {\"team\": \"%s\"}}".formatted(team));
  }

  private static void patchNamespace(String name, String metadata) {
    cluster
        .admin()
        .namespaces()
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": %s}".formatted(metadata));
  }

  @Test
  void aNamespaceHasNoMoreProfilesThanItMayAndTheOldestComeFirst() {
    createAccount("a", of(A, ROLE_A, a.namespace()) + "maxProfilesPerNamespace: 3\n");
    var names = IntStream.range(0, 8).mapToObj("chat-%d"::formatted).toList();
    names.forEach(name -> create(a, name));

    soon()
        .untilAsserted(
            () ->
                assertThat(a.resources().list().getItems())
                    .hasSize(8)
                    .extracting(AccountsIT::reason)
                    .containsOnly("Available", "QuotaExceeded")
                    .filteredOn("Available"::equals)
                    .hasSize(3));
    assertThat(created()).hasSize(3);

    var one = available().iterator().next();
    a.delete(one);

    soon().untilAsserted(() -> assertThat(created()).hasSize(4));
    soon().untilAsserted(() -> assertThat(available()).hasSize(3).doesNotContain(one));
  }

  private Set<String> available() {
    return a.resources().list().getItems().stream()
        .filter(resource -> reason(resource).equals("Available"))
        .map(resource -> resource.getMetadata().getName())
        .collect(Collectors.toSet());
  }

  private static String reason(InferenceProfile resource) {
    return Optional.ofNullable(resource.getStatus())
        .map(InferenceProfileStatus::conditions)
        .flatMap(conditions -> Condition.find(conditions, "Ready"))
        .map(Condition::reason)
        .orElse("");
  }

  @Test
  void nothingIsCalledInASuspendedAccount() {
    createAccounts();
    create(a, "chat", "deletionPolicy: Delete");
    create(a, "kept", "deletionPolicy: Retain");
    a.known("chat");
    a.known("kept");
    edit("a", "{\"suspend\": true}");
    a.eventually("chat", it -> it.hasReady("True", Reason.SUSPENDED));
    a.bedrock().clearCalls();

    a.delete("chat");
    a.delete("kept");
    create(a, "more");

    soon().untilAsserted(() -> assertThat(a.exists("kept")).isFalse());
    a.eventually("more", it -> it.hasReady("Unknown", Reason.SUSPENDED));
    assertThat(a.bedrock().calls()).filteredOn(call -> call.account().equals(A)).isEmpty();
    assertThat(a.exists("chat")).isTrue();
    edit("a", "{\"suspend\": false}");
    soon().untilAsserted(() -> assertThat(a.exists("chat")).isFalse());
  }

  @Test
  void anAccountThatWasRemovedByForceLeavesNothingToAnother() {
    createAccounts();
    create(a, "chat");
    create(a, "kept", "deletionPolicy: Retain");
    a.known("chat");
    a.known("kept");
    account("a").delete();
    account("a")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}");
    soon().untilAsserted(() -> assertThat(account("a").get()).isNull());
    createAccount("a", of(B, ROLE_B, a.namespace()));

    a.eventually("chat", it -> it.hasReady("False", Reason.NO_ACCOUNT));
    a.delete("kept");
    soon().untilAsserted(() -> assertThat(a.exists("kept")).isFalse());
    assertThat(created()).extracting(Call::account).containsOnly(A);
    assertThat(a.get("chat").hasFinalizer(InferenceProfile.FINALIZER)).isTrue();
  }

  @Test
  void anotherExternalIdIsUsedAtOnce() {
    a.bedrock().sts().put(ROLE_A.withExternalId("prod/a"));
    createAccounts();
    eventually("a", "Ready", "False", "AssumeRoleDenied");

    edit("a", "{\"externalId\": \"prod/a\"}");

    eventually("a", "Ready", "True", "Ready");
    create(a, "chat");
    a.known("chat");
    assertThat(a.bedrock().calls(ASSUME_ROLE)).isNotEmpty();
  }

  /** As a backup of another cluster brings it; without a token, nothing else gives it away. */
  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void aRestoredStatusOfAnotherAccountIsMendedUnlessAProfileMayBeThere(
      boolean tenants, boolean held) {
    var elsewhere = "999900001111";
    var arn = "arn:aws:bedrock:us-east-1:%s:application-inference-profile/abc".formatted(elsewhere);
    if (tenants) {
      createAccounts();
    }
    a.operator().close();
    create(a, "chat");
    a.resource("chat")
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            """
            {"status": {"observedGeneration": 1, "syncedGeneration": 1, "status": "ACTIVE",
              "type": "APPLICATION", "inferenceProfileArn": "%s", "accountId": "%s",
              "accountRef": %s}}
            """
                .formatted(arn, elsewhere, tenants ? "{\"name\": \"a\"}" : "null"));
    if (held) {
      a.patch(
          "chat",
          "{\"metadata\": {\"finalizers\": [\"%s\"]}}".formatted(InferenceProfile.FINALIZER));
    }

    a.start(Map.of("BEDROCK_OPERATOR_WATCH_NAMESPACES", ""));

    if (held) {
      var reason = tenants ? Reason.NO_ACCOUNT : Reason.ACCOUNT_UNAVAILABLE;
      a.eventually("chat", it -> it.hasReady("False", reason).hasMessageContaining(elsewhere));
      assertThat(created()).isEmpty();
      a.patch("chat", "{\"metadata\": {\"finalizers\": null}}");
    }
    assertThat(a.known("chat")).contains(":" + (tenants ? A : Stage.ACCOUNT) + ":");
    assertThat(a.status("chat").accountId()).isEqualTo(tenants ? A : Stage.ACCOUNT);
    assertThat(a.bedrock().calls()).noneMatch(call -> call.toString().contains(elsewhere));
    a.delete("chat");
    soon().untilAsserted(() -> assertThat(a.exists("chat")).isFalse());
  }

  /** Whatever a tenant writes into its own resources. */
  @Test
  void aTenantReachesNothingInTheAccountOfAnother() {
    createAccounts();
    create(b, "chat");
    var theirs = b.known("chat");
    var before = a.bedrock().account(B).outside(Stage.REGION).profile(theirs).orElseThrow();
    a.bedrock().clearCalls();

    create(a, "by-ref", "accountRef: {name: b}");
    create(a, "by-arn", "adopt: {inferenceProfileArn: \"%s\", takeOver: true}".formatted(theirs));
    a.createWith(
        "by-name",
        "{inferenceProfileName: %s, modelSource: {copyFrom: \"%s\"}, adopt: {matchingName: true}}"
            .formatted(b.profileName("chat"), SOURCE));
    a.createWith(
        "by-source",
        "{inferenceProfileName: x, modelSource: {copyFrom: \"%s\"}}".formatted(sourceOf(B)));
    a.createWith(
        "by-observing",
        """
        {inferenceProfileName: x, modelSource: {copyFrom: "%s"}, managementPolicy: Observe,
         adopt: {inferenceProfileArn: "%s"}}
        """
            .formatted(SOURCE, theirs));

    a.eventually("by-ref", it -> it.hasReady("False", Reason.ACCOUNT_NOT_ALLOWED));
    a.eventually("by-arn", it -> it.hasReady("False", Reason.ADOPTION_REFUSED));
    assertThat(a.known("by-name")).contains(":" + A + ":");
    a.eventually("by-source", it -> it.hasReady("False", Reason.INVALID_SPEC));
    a.eventually("by-observing", it -> it.hasReady("False", Reason.ADOPTION_REFUSED));
    create(a, "mine");
    a.known("mine");
    a.patchSpec("mine", "{\"accountRef\": {\"name\": \"b\"}}");
    a.eventually("mine", it -> it.hasReady("False", Reason.IMMUTABLE_FIELD_CHANGED));
    a.resources().delete();
    soon().untilAsserted(() -> assertThat(a.resources().list().getItems()).isEmpty());
    assertThat(a.bedrock().calls()).filteredOn(call -> call.account().equals(B)).isEmpty();
    assertThat(a.bedrock().account(B).outside(Stage.REGION).profile(theirs)).hasValue(before);
  }

  /** Whoever may tag in one account may name any resource as the owner. */
  @Test
  void ownerTagsCountOnlyInTheAccountOfTheirResource() {
    createAccounts();
    create(a, "neighbour");
    create(b, "stranger");
    a.known("neighbour");
    b.known("stranger");
    var owned = there(a, "owned", a.get("neighbour"));
    var forged = there(a, "forged", b.get("stranger"));
    patchNamespace(
        a.namespace(), "{\"annotations\": {\"bedrock-operator.io/adoption\": \"allowed\"}}");

    for (var name : List.of("owned", "forged")) {
      create(a, name, "adopt: {matchingName: true}");
    }

    onceCertain().untilAsserted(() -> assertThat(a.arn("forged")).isEqualTo(forged));
    a.eventually("owned", it -> it.hasReady("False", Reason.ADOPTION_REFUSED));
    assertThat(tags(owned))
        .containsEntry("bedrock-operator.io/uid", a.get("neighbour").getMetadata().getUid());
  }

  private String there(Stage tenant, String name, InferenceProfile owner) {
    var kubeSystem = cluster.admin().namespaces().withName("kube-system").require().getMetadata();
    return tenant
        .bedrock()
        .account(A)
        .outside(Stage.REGION)
        .create(
            CreateRequest.of(tenant.profileName(name), sourceOf(A))
                .withTag("bedrock-operator.io/cluster", kubeSystem.getUid())
                .withTag("bedrock-operator.io/namespace", owner.getMetadata().getNamespace())
                .withTag("bedrock-operator.io/name", owner.getMetadata().getName())
                .withTag("bedrock-operator.io/uid", owner.getMetadata().getUid()))
        .arn();
  }

  /** Where a token is taken again with the same request only, it tells which one was sent. */
  @Test
  void aSourceWithoutAccountIsSentWithTheAccountThatIsUsed() {
    create(a, "own");
    assertSentWithSourceOf(Stage.ACCOUNT, a, "own");
    assertThat(a.bedrock().calls(GET_CALLER_IDENTITY)).isNotEmpty();

    createAccounts();
    create(b, "chat");
    assertSentWithSourceOf(B, b, "chat");
  }

  private void assertSentWithSourceOf(String accountId, Stage tenant, String name) {
    var arn = tenant.known(name);
    var account = a.bedrock().account(accountId);
    account.configure(
        settings ->
            settings.with(
                new Tokens(
                    Duration.ofHours(1), DeadToken.ANSWERS_DEAD_ARN, TokenMismatch.CONFLICT)));
    var outside = account.outside(Stage.REGION);
    var request =
        CreateRequest.of(tenant.profileName(name), sourceOf(accountId))
            .withToken(Objects.requireNonNull(tenant.status(name).clientRequestToken()));
    for (var tag : outside.profile(arn).orElseThrow().tags().entrySet()) {
      request = request.withTag(tag.getKey(), tag.getValue());
    }

    assertThat(outside.create(request).arn()).isEqualTo(arn);
  }

  private static String sourceOf(String accountId) {
    return SOURCE.replace("::", ":" + accountId + ":");
  }

  /** Also while the account of one of them is being deleted, and cannot be used. */
  @Test
  void aNamespaceIsHeldUpByNothingButItsOwnProfiles() {
    server.collectGarbage();
    createAccounts();
    var names = List.of("one", "two", "three");
    names.forEach(name -> create(a, name));
    create(b, "chat");
    names.forEach(a::known);
    b.known("chat");
    a.bedrock().sts().remove(ROLE_A.arn());

    account("a").delete();
    namespace(a.namespace()).delete();
    names.forEach(
        name -> a.eventually(name, it -> it.hasReady("False", Reason.ACCOUNT_UNAVAILABLE)));
    namespace(b.namespace()).delete();

    soon().untilAsserted(() -> assertThat(namespace(b.namespace()).get()).isNull());
    assertThat(a.bedrock().account(B).outside(Stage.REGION).profiles()).isEmpty();
    assertThat(a.resources().list().getItems()).hasSize(names.size());
    eventually("a", "InUse", "True", "Profiles");

    a.bedrock().sts().put(IamRole.of(ROLE_A.arn() + "-2"));
    edit("a", "{\"roleArn\": \"%s-2\"}".formatted(ROLE_A.arn()));

    soon().untilAsserted(() -> assertThat(namespace(a.namespace()).get()).isNull());
    assertThat(a.bedrock().account(A).outside(Stage.REGION).profiles()).isEmpty();
    soon().untilAsserted(() -> assertThat(account("a").get()).isNull());
    assertThat(account("b").get()).isNotNull();
  }

  private static Resource<Namespace> namespace(String name) {
    return cluster.admin().namespaces().withName(name);
  }

  /** Of many resources in several namespaces and accounts. */
  @Test
  void aChangeReconcilesThoseThatItConcernsAndNoOthers() {
    a.start(Map.of("BEDROCK_OPERATOR_WATCH_NAMESPACES", "", "BEDROCK_OPERATOR_RESYNC", "1h"));
    try (var c = Stage.in(Cluster.on(server), "team-c-" + number)) {
      createAccount("a", of(A, ROLE_A, a.namespace()));
      createAccount(
          "b",
          """
          accountId: "%s"
          roleArn: %s
          allowedNamespaces: {names: [%s, %s]}
          namespaceLabelsAsTags: [{label: team, tag: team}]
          """
              .formatted(B, ROLE_B.arn(), b.namespace(), c.namespace()));
      var many = IntStream.range(0, MANY).mapToObj("chat-%d"::formatted).toList();
      many.forEach(name -> create(a, name));
      many.forEach(name -> create(b, name));
      create(c, "chat");
      many.forEach(a::known);
      many.forEach(b::known);
      var arn = c.known("chat");
      var before = reconciliations();

      patchNamespace(c.namespace(), "{\"labels\": {\"team\": \"two\"}}");

      soon().untilAsserted(() -> assertThat(tags(B, arn)).containsEntry("team", "two"));
      assertReconciled(c, before, 1);
      before = reconciliations();

      edit("b", "{\"tags\": [{\"key\": \"cost-center\", \"value\": \"4711\"}]}");

      var ofB = a.bedrock().account(B).outside(Stage.REGION);
      var all = ofB.profiles().size();
      soon().untilAsserted(() -> assertThat(ofB.tagged("cost-center", "4711")).hasSize(all));
      assertReconciled(c, before, all);
    }
  }

  /** So many, give or take, but not those of another namespace as well. */
  private void assertReconciled(Stage tenant, double before, int concerned) {
    // Once a later event was dealt with, those before it were.
    var last = "after-%d".formatted(concerned);
    create(tenant, last);
    tenant.known(last);
    assertThat(reconciliations() - before).isBetween(1.0 * concerned, concerned + MANY - 1.0);
  }

  private double reconciliations() {
    return a.operator()
        .body("/metrics")
        .lines()
        .filter(line -> line.startsWith("bedrock_operator_reconcile_duration_seconds_count"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
