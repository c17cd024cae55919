package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.onceCertain;
import static io.bedrockoperator.endtoend.Patience.soon;
import static io.bedrockoperator.endtoend.TenantAccounts.A;
import static io.bedrockoperator.endtoend.TenantAccounts.B;
import static io.bedrockoperator.endtoend.TenantAccounts.SOURCE;
import static io.bedrockoperator.endtoend.TenantAccounts.createProfile;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.status.Reason;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tenant can reach of the account of another. */
class AccountTenantIT {

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

  /** Whatever a tenant writes into its own resources. */
  @Test
  void aTenantReachesNothingInTheAccountOfAnother() {
    accounts.createBoth();
    createProfile(b, "chat");
    var theirs = b.known("chat");
    var before = a.bedrock().account(B).outside(Stage.REGION).profile(theirs).orElseThrow();
    a.bedrock().clearCalls();

    createProfile(a, "by-ref", "accountRef: {name: b}");
    createProfile(
        a, "by-arn", "adopt: {inferenceProfileArn: \"%s\", takeOver: true}".formatted(theirs));
    a.createWith(
        "by-name",
        "{inferenceProfileName: %s, modelSource: {copyFrom: \"%s\"}, adopt: {matchingName: true}}"
            .formatted(b.profileName("chat"), SOURCE));
    a.createWith(
        "by-source",
        "{inferenceProfileName: x, modelSource: {copyFrom: \"%s\"}}"
            .formatted(TenantAccounts.sourceOf(B)));
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
    createProfile(a, "mine");
    a.known("mine");
    a.patchSpec("mine", "{\"accountRef\": {\"name\": \"b\"}}");
    a.eventually("mine", it -> it.hasReady("False", Reason.IMMUTABLE_FIELD_CHANGED));
    a.resources().delete();
    soon().untilAsserted(() -> assertThat(a.resources().list().getItems()).isEmpty());
    assertThat(a.bedrock().calls()).filteredOn(call -> call.account().equals(B)).isEmpty();
    assertThat(a.bedrock().account(B).outside(Stage.REGION).profile(theirs)).hasValue(before);
  }

  /** The operator makes the revisions, and whatever a template says is in them. */
  @Test
  void aDeploymentReachesNothingInTheAccountOfAnotherEither() {
    accounts.createBoth();
    createProfile(b, "chat");
    var theirs = b.known("chat");
    var before = a.bedrock().account(B).outside(Stage.REGION).profile(theirs).orElseThrow();
    var deployments = new Deployments(a, SOURCE);
    deployments.create("mine", Deployments.LITE, "");
    soon().until(() -> !deployments.published("mine").isEmpty());
    var mine = deployments.published("mine");
    a.bedrock().clearCalls();

    deployments.createWith(
        "by-ref",
        """
        publish: {configMap: {name: by-ref}}
        template:
          spec:
            inferenceProfileName: %s
            accountRef: {name: b}
            modelSource: {copyFrom: "%s"}
        """
            .formatted(b.profileName("chat"), SOURCE));
    deployments.createWith(
        "by-source",
        """
        publish: {configMap: {name: by-source}}
        template: {spec: {inferenceProfileName: x, modelSource: {copyFrom: "%s"}}}
        """
            .formatted(TenantAccounts.sourceOf(B)));
    deployments.patch(
        "mine", "{\"spec\": {\"template\": {\"spec\": {\"accountRef\": {\"name\": \"b\"}}}}}");

    eventually(deployments, "by-ref", Reason.ACCOUNT_NOT_ALLOWED);
    eventually(deployments, "by-source", Reason.INVALID_SPEC);
    eventually(deployments, "mine", Reason.ACCOUNT_NOT_ALLOWED);
    assertThat(deployments.published("by-ref")).isEmpty();
    assertThat(deployments.published("by-source")).isEmpty();
    assertThat(deployments.published("mine")).isEqualTo(mine);
    assertThat(a.bedrock().calls()).filteredOn(call -> call.account().equals(B)).isEmpty();
    assertThat(a.bedrock().account(B).outside(Stage.REGION).profiles()).hasSize(1);
    assertThat(a.bedrock().account(B).outside(Stage.REGION).profile(theirs)).hasValue(before);
  }

  private static void eventually(Deployments deployments, String name, Reason reason) {
    soon()
        .untilAsserted(
            () ->
                assertThat(
                        Condition.find(
                            Objects.requireNonNullElse(
                                deployments.status(name).conditions(), List.of()),
                            "Ready"))
                    .map(Condition::reason)
                    .hasValue(reason.value()));
  }

  /** Whoever may tag in one account may name any resource as the owner. */
  @Test
  void ownerTagsCountOnlyInTheAccountOfTheirResource() {
    accounts.createBoth();
    createProfile(a, "neighbour");
    createProfile(b, "stranger");
    a.known("neighbour");
    b.known("stranger");
    var owned = there(a, "owned", a.get("neighbour"));
    var forged = there(a, "forged", b.get("stranger"));
    accounts.patchNamespace(
        a.namespace(), "{\"annotations\": {\"bedrock-operator.io/adoption\": \"allowed\"}}");

    for (var name : List.of("owned", "forged")) {
      createProfile(a, name, "adopt: {matchingName: true}");
    }

    onceCertain().untilAsserted(() -> assertThat(a.arn("forged")).isEqualTo(forged));
    a.eventually("owned", it -> it.hasReady("False", Reason.ADOPTION_REFUSED));
    assertThat(accounts.tags(A, owned))
        .containsEntry("bedrock-operator.io/uid", a.get("neighbour").getMetadata().getUid());
  }

  private String there(Stage tenant, String name, InferenceProfile owner) {
    var kubeSystem =
        accounts.cluster().admin().namespaces().withName("kube-system").require().getMetadata();
    return tenant
        .bedrock()
        .account(A)
        .outside(Stage.REGION)
        .create(
            CreateRequest.of(tenant.profileName(name), TenantAccounts.sourceOf(A))
                .withTag("bedrock-operator.io/cluster", kubeSystem.getUid())
                .withTag("bedrock-operator.io/namespace", owner.getMetadata().getNamespace())
                .withTag("bedrock-operator.io/name", owner.getMetadata().getName())
                .withTag("bedrock-operator.io/uid", owner.getMetadata().getUid()))
        .arn();
  }
}
