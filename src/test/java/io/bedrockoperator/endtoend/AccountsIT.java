package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.ASSUME_ROLE;
import static io.bedrockoperator.dev.emulator.Operation.GET_CALLER_IDENTITY;
import static io.bedrockoperator.endtoend.Patience.onceCertain;
import static io.bedrockoperator.endtoend.Patience.soon;
import static io.bedrockoperator.endtoend.TenantAccounts.A;
import static io.bedrockoperator.endtoend.TenantAccounts.B;
import static io.bedrockoperator.endtoend.TenantAccounts.ROLE_A;
import static io.bedrockoperator.endtoend.TenantAccounts.ROLE_B;
import static io.bedrockoperator.endtoend.TenantAccounts.SOURCE;
import static io.bedrockoperator.endtoend.TenantAccounts.createProfile;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.AccountRef;
import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.dev.emulator.EmulatorSettings.DeadToken;
import io.bedrockoperator.dev.emulator.EmulatorSettings.TokenMismatch;
import io.bedrockoperator.dev.emulator.EmulatorSettings.Tokens;
import io.bedrockoperator.dev.emulator.Fault;
import io.bedrockoperator.dev.emulator.IamRole;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tenants in AWS accounts of their own: which account is used, how it is reached, and what holds
 * it.
 */
class AccountsIT {

  private static ApiServer server;
  private TenantAccounts accounts;
  private Stage a;
  private Stage b;

  @BeforeAll
  static void startServer() {
    server = ApiServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void start() {
    accounts = new TenantAccounts(server);
    a = accounts.a();
    b = accounts.b();
  }

  @AfterEach
  void stop() {
    accounts.close();
  }

  @Test
  void profilesLiveInTheAccountThatAllowsTheirNamespace() {
    accounts.createBoth();

    createProfile(a, "chat");
    createProfile(b, "chat");

    assertThat(a.known("chat")).contains(":" + A + ":");
    assertThat(b.known("chat")).contains(":" + B + ":");
    assertThat(a.status("chat").accountId()).isEqualTo(A);
    assertThat(a.status("chat").accountRef()).isEqualTo(new AccountRef("a"));
    assertThat(accounts.created()).extracting(Call::account).containsExactlyInAnyOrder(A, B);
    accounts.eventually("a", "Ready", "True", "Ready");
    accounts.eventually("a", "InUse", "True", "Profiles");
    assertThat(a.operator().body("/metrics").lines())
        .contains("bedrock_operator_account_ready{account=\"222233334444\",name=\"a\"} 1.0")
        .anyMatch(line -> line.contains("operation=\"AssumeRole\""))
        .anyMatch(
            line -> line.startsWith("bedrock_operator_listed_profiles{account=\"222233334444\""));
    soon()
        .untilAsserted(
            () -> {
              var status = accounts.get("a").require().getStatus();
              assertThat(status.profiles()).isEqualTo(1);
              assertThat(status.namespaces()).isEqualTo(1);
            });
  }

  @Test
  void nobodyFallsBackToTheOperatorsOwnRoleOnceThereIsAnAccount() {
    createProfile(b, "before");
    var own = b.known("before");
    accounts.create("a", TenantAccounts.of(A, ROLE_A, a.namespace()));
    accounts.eventually("a", "Ready", "True", "Ready");

    createProfile(b, "after");

    b.eventually("after", it -> it.hasReady("False", Reason.NO_ACCOUNT));
    b.patchSpec("before", "{\"tags\": [{\"key\": \"team\", \"value\": \"b\"}]}");
    soon()
        .untilAsserted(
            () -> assertThat(accounts.tags(Stage.ACCOUNT, own)).containsEntry("team", "b"));
    accounts.create("b", TenantAccounts.of(B, ROLE_B, b.namespace()));
    assertThat(b.known("after")).contains(":" + B + ":");
    assertThat(b.known("before")).isEqualTo(own);
  }

  @Test
  void aBrokenRoleIsToldOnceAndCostsNextToNothing() {
    a.bedrock().sts().put(ROLE_A.withoutTrust());
    accounts.createBoth();
    var names = IntStream.range(0, 20).mapToObj("chat-%d"::formatted).toList();
    names.forEach(name -> createProfile(a, name));
    createProfile(b, "chat");
    b.known("chat");

    names.forEach(
        name -> a.eventually(name, it -> it.hasReady("False", Reason.ACCOUNT_UNAVAILABLE)));
    accounts.eventually("a", "Ready", "False", "AssumeRoleDenied");
    assertThat(a.bedrock().sts().requests(ROLE_A.arn())).isLessThan(8);

    a.bedrock().sts().put(IamRole.of(ROLE_A.arn() + "-2"));
    accounts.edit("a", "{\"roleArn\": \"%s-2\"}".formatted(ROLE_A.arn()));

    names.forEach(a::known);
    accounts.eventually("a", "Ready", "True", "Ready");
  }

  /** Nobody edits the BedrockAccount; one user asks again and again. */
  @Test
  void aRoleThatIsMendedInAwsBringsAllOfItsProfilesBack() {
    a.bedrock().sts().put(ROLE_A.withoutTrust());
    accounts.createBoth();
    var names = IntStream.range(0, 5).mapToObj("chat-%d"::formatted).toList();
    names.forEach(name -> createProfile(a, name));
    names.forEach(
        name -> a.eventually(name, it -> it.hasReady("False", Reason.ACCOUNT_UNAVAILABLE)));
    accounts.eventually("a", "Ready", "False", "AssumeRoleDenied");

    a.bedrock().sts().put(ROLE_A);
    var requests = new AtomicInteger();
    onceCertain()
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              a.requestReconciliation("chat-0", "request-" + requests.incrementAndGet());
              return !accounts.created().isEmpty();
            });

    names.forEach(a::known);
    accounts.eventually("a", "Ready", "True", "Ready");
  }

  /** Each BedrockAccount has a role of its own. */
  @Test
  void twoAccountsThatNameOneAwsAccountUseTheirOwnRoles() {
    var roleOfB = IamRole.of(ROLE_A.arn() + "-b");
    a.bedrock().sts().put(roleOfB);
    accounts.create("a", TenantAccounts.of(A, ROLE_A, a.namespace()));
    accounts.create("b", TenantAccounts.of(A, roleOfB, b.namespace()));
    createProfile(a, "chat");
    createProfile(b, "chat");
    var arnOfA = a.known("chat");
    var arnOfB = b.known("chat");

    a.bedrock().sts().remove(ROLE_A.arn());
    a.patchSpec("chat", "{\"tags\": [{\"key\": \"team\", \"value\": \"a\"}]}");
    b.patchSpec("chat", "{\"tags\": [{\"key\": \"team\", \"value\": \"b\"}]}");

    soon().untilAsserted(() -> assertThat(accounts.tags(A, arnOfB)).containsEntry("team", "b"));
    a.eventually("chat", it -> it.hasReady("False", Reason.ACCOUNT_UNAVAILABLE));
    assertThat(accounts.tags(A, arnOfA)).doesNotContainKey("team");
  }

  /** Not the operator's own account either. */
  @Test
  void anStsThatNeverAnswersForOneAccountDelaysNoOther() {
    createProfile(b, "before");
    var own = b.known("before");
    a.bedrock()
        .faults()
        .on(ASSUME_ROLE)
        .when(asked -> asked.subject().equals(ROLE_A.arn()))
        .always()
        .before(Fault.hang());
    accounts.createBoth();
    var names = IntStream.range(0, 20).mapToObj("chat-%d"::formatted).toList();
    names.forEach(name -> createProfile(a, name));
    soon().until(() -> a.bedrock().faults().hanging() > 0);

    createProfile(b, "chat");
    b.patchSpec("before", "{\"tags\": [{\"key\": \"team\", \"value\": \"b\"}]}");

    b.known("chat");
    soon()
        .untilAsserted(
            () -> assertThat(accounts.tags(Stage.ACCOUNT, own)).containsEntry("team", "b"));
    assertThat(a.bedrock().calls(A, Stage.REGION))
        .as("calls with credentials of the account")
        .isEmpty();
  }

  @Test
  void aRolloutWaitsForTheRoleOfItsAccount() {
    accounts.createBoth();
    var deployments = new Deployments(a, SOURCE);
    deployments.create("chat", Deployments.LITE, "");
    soon().until(() -> !deployments.published("chat").isEmpty());
    var before = deployments.published("chat");
    accounts.edit("a", "{\"roleArn\": \"%s-2\"}".formatted(ROLE_A.arn()));
    accounts.eventually("a", "Ready", "False", "AssumeRoleDenied");

    deployments.patchModel("chat", Deployments.PRO);

    soon()
        .untilAsserted(
            () ->
                assertThat(Condition.find(conditions(deployments), "Ready"))
                    .map(Condition::reason)
                    .hasValue("AccountUnavailable"));
    assertThat(deployments.published("chat")).isEqualTo(before);

    a.bedrock().sts().put(IamRole.of(ROLE_A.arn() + "-2"));
    accounts.edit("a", "{\"roleArn\": \"%s\"}".formatted(ROLE_A.arn()));

    soon().untilAsserted(() -> assertThat(deployments.published("chat")).isNotEqualTo(before));
    assertThat(deployments.published("chat").get("ARN")).contains(":" + A + ":");
  }

  private static List<Condition> conditions(Deployments deployments) {
    return Objects.requireNonNullElse(deployments.status("chat").conditions(), List.of());
  }

  @Test
  void anAccountWaitsForItsProfilesAndNamesThem() {
    accounts.createBoth();
    createProfile(a, "chat");
    a.known("chat");

    accounts.get("a").delete();
    createProfile(a, "late");

    accounts.eventually("a", "InUse", "True", "Profiles");
    assertThat(accounts.condition("a", "InUse").orElseThrow().message())
        .contains(a.namespace() + "/chat");
    a.eventually("late", it -> it.hasReady("False", Reason.NO_ACCOUNT));
    a.delete("chat");
    soon().untilAsserted(() -> assertThat(a.exists("chat")).isFalse());
    soon().untilAsserted(() -> assertThat(accounts.get("a").get()).isNull());
  }

  @Test
  void anAccountThatWasRemovedByForceLeavesNothingToAnother() {
    accounts.createBoth();
    createProfile(a, "chat");
    createProfile(a, "kept", "deletionPolicy: Retain");
    a.known("chat");
    a.known("kept");
    accounts.get("a").delete();
    accounts.removeFinalizer("a");
    soon().untilAsserted(() -> assertThat(accounts.get("a").get()).isNull());
    accounts.create("a", TenantAccounts.of(B, ROLE_B, a.namespace()));

    a.eventually("chat", it -> it.hasReady("False", Reason.NO_ACCOUNT));
    a.delete("kept");
    soon().untilAsserted(() -> assertThat(a.exists("kept")).isFalse());
    assertThat(accounts.created()).extracting(Call::account).containsOnly(A);
    assertThat(a.get("chat").hasFinalizer(InferenceProfile.FINALIZER)).isTrue();
  }

  @Test
  void anotherExternalIdIsUsedAtOnce() {
    a.bedrock().sts().put(ROLE_A.withExternalId("prod/a"));
    accounts.createBoth();
    accounts.eventually("a", "Ready", "False", "AssumeRoleDenied");

    accounts.edit("a", "{\"externalId\": \"prod/a\"}");

    accounts.eventually("a", "Ready", "True", "Ready");
    createProfile(a, "chat");
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
      accounts.createBoth();
    }
    a.operator().close();
    createProfile(a, "chat");
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

    accounts.startOperator(Map.of());

    if (held) {
      var reason = tenants ? Reason.NO_ACCOUNT : Reason.ACCOUNT_UNAVAILABLE;
      a.eventually("chat", it -> it.hasReady("False", reason).hasMessageContaining(elsewhere));
      assertThat(accounts.created()).isEmpty();
      a.patch("chat", "{\"metadata\": {\"finalizers\": null}}");
    }
    assertThat(a.known("chat")).contains(":" + (tenants ? A : Stage.ACCOUNT) + ":");
    assertThat(a.status("chat").accountId()).isEqualTo(tenants ? A : Stage.ACCOUNT);
    assertThat(a.bedrock().calls()).noneMatch(call -> call.toString().contains(elsewhere));
    a.delete("chat");
    soon().untilAsserted(() -> assertThat(a.exists("chat")).isFalse());
  }

  /** Where a token is taken again with the same request only, it tells which one was sent. */
  @Test
  void aSourceWithoutAccountIsSentWithTheAccountThatIsUsed() {
    createProfile(a, "own");
    assertSentWithSourceOf(Stage.ACCOUNT, a, "own");
    assertThat(a.bedrock().calls(GET_CALLER_IDENTITY)).isNotEmpty();

    accounts.createBoth();
    createProfile(b, "chat");
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
        CreateRequest.of(tenant.profileName(name), TenantAccounts.sourceOf(accountId))
            .withToken(Objects.requireNonNull(tenant.status(name).clientRequestToken()));
    for (var tag : outside.profile(arn).orElseThrow().tags().entrySet()) {
      request = request.withTag(tag.getKey(), tag.getValue());
    }

    assertThat(outside.create(request).arn()).isEqualTo(arn);
  }

  /** Also while the account of one of them is being deleted, and cannot be used. */
  @Test
  void aNamespaceIsHeldUpByNothingButItsOwnProfiles() {
    server.collectGarbage();
    accounts.createBoth();
    var names = List.of("one", "two", "three");
    names.forEach(name -> createProfile(a, name));
    createProfile(b, "chat");
    names.forEach(a::known);
    b.known("chat");
    a.bedrock().sts().remove(ROLE_A.arn());

    accounts.get("a").delete();
    namespace(a.namespace()).delete();
    names.forEach(
        name -> a.eventually(name, it -> it.hasReady("False", Reason.ACCOUNT_UNAVAILABLE)));
    namespace(b.namespace()).delete();

    soon().untilAsserted(() -> assertThat(namespace(b.namespace()).get()).isNull());
    assertThat(a.bedrock().account(B).outside(Stage.REGION).profiles()).isEmpty();
    assertThat(a.resources().list().getItems()).hasSize(names.size());
    accounts.eventually("a", "InUse", "True", "Profiles");

    a.bedrock().sts().put(IamRole.of(ROLE_A.arn() + "-2"));
    accounts.edit("a", "{\"roleArn\": \"%s-2\"}".formatted(ROLE_A.arn()));

    soon().untilAsserted(() -> assertThat(namespace(a.namespace()).get()).isNull());
    assertThat(a.bedrock().account(A).outside(Stage.REGION).profiles()).isEmpty();
    soon().untilAsserted(() -> assertThat(accounts.get("a").get()).isNull());
    assertThat(accounts.get("b").get()).isNotNull();
  }

  private Resource<Namespace> namespace(String name) {
    return accounts.cluster().admin().namespaces().withName(name);
  }
}
