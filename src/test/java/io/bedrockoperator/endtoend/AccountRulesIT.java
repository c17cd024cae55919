package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.TAG_RESOURCE;
import static io.bedrockoperator.endtoend.Patience.soon;
import static io.bedrockoperator.endtoend.TenantAccounts.A;
import static io.bedrockoperator.endtoend.TenantAccounts.B;
import static io.bedrockoperator.endtoend.TenantAccounts.ROLE_A;
import static io.bedrockoperator.endtoend.TenantAccounts.ROLE_B;
import static io.bedrockoperator.endtoend.TenantAccounts.createProfile;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.status.Reason;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the rules of a BedrockAccount bind, and which profiles a change of them reaches. */
class AccountRulesIT {

  /** Resources of a namespace that a change does not concern. */
  private static final int MANY = 40;

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
  void anotherLabelRetagsTheNamespacesProfilesAndNoOthers() {
    accounts.create(
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
    createProfile(a, "chat");
    createProfile(b, "chat");
    var arnOfA = a.known("chat");
    var arnOfB = b.known("chat");
    assertThat(accounts.tags(A, arnOfA))
        .containsEntry("team", "one")
        .containsEntry("cost-center", "4711");

    label(a.namespace(), "two");

    soon().untilAsserted(() -> assertThat(accounts.tags(A, arnOfA)).containsEntry("team", "two"));
    assertThat(accounts.tags(A, arnOfB)).containsEntry("team", "one");
    assertThat(a.bedrock().calls(TAG_RESOURCE)).hasSize(1);

    accounts.edit("both", "{\"tags\": null, \"namespaceLabelsAsTags\": null}");

    soon()
        .untilAsserted(
            () ->
                assertThat(List.of(accounts.tags(A, arnOfA), accounts.tags(A, arnOfB)))
                    .allSatisfy(
                        tags -> assertThat(tags).doesNotContainKeys("team", "cost-center")));
  }

  private void label(String namespace, String team) {
    accounts.patchNamespace(namespace, "{\"labels\": {\"team\": \"%s\"}}".formatted(team));
  }

  @Test
  void aNamespaceHasNoMoreProfilesThanItMayAndTheOldestComeFirst() {
    accounts.create(
        "a", TenantAccounts.of(A, ROLE_A, a.namespace()) + "maxProfilesPerNamespace: 3\n");
    a.operator().close();
    var names = IntStream.range(0, 8).mapToObj("chat-%d"::formatted).toList();
    names.forEach(name -> createProfile(a, name));
    accounts.startOperator(Map.of());

    soon()
        .untilAsserted(
            () ->
                assertThat(a.resources().list().getItems())
                    .hasSize(8)
                    .extracting(AccountRulesIT::reason)
                    .containsOnly("Available", "QuotaExceeded")
                    .filteredOn("Available"::equals)
                    .hasSize(3));
    assertThat(accounts.created()).hasSize(3);
    var oldestFirst = oldestFirst();
    assertThat(available()).containsExactlyInAnyOrderElementsOf(oldestFirst.subList(0, 3));

    a.delete(oldestFirst.getFirst());

    soon().untilAsserted(() -> assertThat(accounts.created()).hasSize(4));
    soon()
        .untilAsserted(
            () ->
                assertThat(available())
                    .containsExactlyInAnyOrderElementsOf(oldestFirst.subList(1, 4)));
  }

  /** The API server says only in which second a resource was created. */
  private List<String> oldestFirst() {
    return a.resources().list().getItems().stream()
        .map(InferenceProfile::getMetadata)
        .sorted(
            Comparator.comparing(ObjectMeta::getCreationTimestamp)
                .thenComparing(ObjectMeta::getUid))
        .map(ObjectMeta::getName)
        .toList();
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
    accounts.createBoth();
    createProfile(a, "chat", "deletionPolicy: Delete");
    createProfile(a, "kept", "deletionPolicy: Retain");
    a.known("chat");
    a.known("kept");
    accounts.edit("a", "{\"suspend\": true}");
    a.eventually("chat", it -> it.hasReady("True", Reason.SUSPENDED));
    a.bedrock().clearCalls();

    a.delete("chat");
    a.delete("kept");
    createProfile(a, "more");

    soon().untilAsserted(() -> assertThat(a.exists("kept")).isFalse());
    a.eventually("more", it -> it.hasReady("Unknown", Reason.SUSPENDED));
    assertThat(a.bedrock().calls()).filteredOn(call -> call.account().equals(A)).isEmpty();
    assertThat(a.exists("chat")).isTrue();
    accounts.edit("a", "{\"suspend\": false}");
    soon().untilAsserted(() -> assertThat(a.exists("chat")).isFalse());
  }

  @Test
  void aNamespaceThatIsNotAllowedAnyMoreIsTouchedForDeletionOnly() {
    accounts.createBoth();
    createProfile(a, "chat");
    var arn = a.known("chat");
    accounts.edit("a", "{\"allowedNamespaces\": {\"names\": [\"other\"]}}");
    a.eventually("chat", it -> it.hasReady("False", Reason.ACCOUNT_NOT_ALLOWED));
    a.bedrock().clearCalls();

    a.patchSpec("chat", "{\"tags\": [{\"key\": \"team\", \"value\": \"a\"}]}");
    a.requestReconciliation("chat", "now");
    createProfile(a, "more");

    a.eventually("more", it -> it.hasReady("False", Reason.NO_ACCOUNT));
    assertThat(a.bedrock().calls()).isEmpty();
    a.delete("chat");
    soon().untilAsserted(() -> assertThat(a.exists("chat")).isFalse());
    assertThat(a.bedrock().account(A).outside(Stage.REGION).profile(arn)).isEmpty();
  }

  /** Of many resources in several namespaces and accounts. */
  @Test
  void aChangeReconcilesThoseThatItConcernsAndNoOthers() {
    accounts.startOperator(Map.of("BEDROCK_OPERATOR_RESYNC", "1h"));
    try (var c = accounts.stage("team-c")) {
      accounts.create("a", TenantAccounts.of(A, ROLE_A, a.namespace()));
      accounts.create(
          "b",
          """
          accountId: "%s"
          roleArn: %s
          allowedNamespaces: {names: [%s, %s]}
          namespaceLabelsAsTags: [{label: team, tag: team}]
          """
              .formatted(B, ROLE_B.arn(), b.namespace(), c.namespace()));
      var many = IntStream.range(0, MANY).mapToObj("chat-%d"::formatted).toList();
      many.forEach(name -> createProfile(a, name));
      many.forEach(name -> createProfile(b, name));
      createProfile(c, "chat");
      many.forEach(a::known);
      many.forEach(b::known);
      var arn = c.known("chat");
      var before = reconciliations();

      accounts.patchNamespace(c.namespace(), "{\"labels\": {\"team\": \"two\"}}");

      soon().untilAsserted(() -> assertThat(accounts.tags(B, arn)).containsEntry("team", "two"));
      assertReconciled(c, before, 1);
      before = reconciliations();

      accounts.edit("b", "{\"tags\": [{\"key\": \"cost-center\", \"value\": \"4711\"}]}");

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
    createProfile(tenant, last);
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
