package io.bedrockoperator.endtoend;

import static io.bedrockoperator.endtoend.Patience.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.BedrockAccountStatus;
import io.bedrockoperator.api.Condition;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.IamRole;
import io.bedrockoperator.dev.emulator.Operation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two tenants and the BedrockAccounts of each test, under the rights of an installation for the
 * whole cluster. The API server has to be the test class's own, since all namespaces share the
 * accounts.
 */
final class TenantAccounts implements AutoCloseable {

  static final String A = "222233334444";
  static final String B = "444455556666";
  static final IamRole ROLE_A = IamRole.of("arn:aws:iam::222233334444:role/operator");
  static final IamRole ROLE_B = IamRole.of("arn:aws:iam::444455556666:role/operator");
  static final String SOURCE =
      "arn:aws:bedrock:us-east-1::inference-profile/us.amazon.nova-lite-v1:0";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final int number = NUMBER.incrementAndGet();
  private final ApiServer server;
  private final Cluster cluster;
  private final Stage a;
  private final Stage b;

  /** With the operator, and the roles of both accounts. */
  TenantAccounts(ApiServer server) {
    this.server = server;
    this.cluster = Cluster.on(server);
    this.a = stage("team-a");
    this.b = stage("team-b");
    a.bedrock().sts().put(ROLE_A);
    a.bedrock().sts().put(ROLE_B);
    startOperator(Map.of());
  }

  @Override
  public void close() {
    a.operator().close();
    for (var left : cluster.admin().resources(BedrockAccount.class).list().getItems()) {
      removeFinalizer(left.getMetadata().getName());
      get(left.getMetadata().getName()).delete();
    }
    b.close();
    a.close();
    cluster.close();
  }

  Cluster cluster() {
    return cluster;
  }

  /** The first tenant, in whose stage the operator and the emulated AWS are. */
  Stage a() {
    return a;
  }

  Stage b() {
    return b;
  }

  /** Of another tenant; to be closed. */
  Stage stage(String tenant) {
    return Stage.in(Cluster.on(server), "%s-%d".formatted(tenant, number));
  }

  /** Starts the operator, or starts it again. */
  void startOperator(Map<String, String> settings) {
    var all = new HashMap<>(settings);
    all.put("BEDROCK_OPERATOR_WATCH_NAMESPACES", "");
    a.start(all);
  }

  Resource<BedrockAccount> get(String name) {
    return cluster.admin().resources(BedrockAccount.class).withName(name);
  }

  /**
   * @param spec in YAML
   */
  void create(String name, String spec) {
    var document =
        cluster
            .admin()
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
    cluster.admin().resource(document).create();
  }

  /** One for each tenant. */
  void createBoth() {
    create("a", of(A, ROLE_A, a.namespace()));
    create("b", of(B, ROLE_B, b.namespace()));
    for (var name : List.of("a", "b")) {
      soon().until(() -> get(name).require().hasFinalizer(BedrockAccount.FINALIZER));
    }
  }

  static String of(String accountId, IamRole role, String namespace) {
    return """
    accountId: "%s"
    roleArn: %s
    allowedNamespaces: {names: [%s]}
    """
        .formatted(accountId, role.arn(), namespace);
  }

  void edit(String name, String spec) {
    get(name).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": %s}".formatted(spec));
  }

  void removeFinalizer(String name) {
    get(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}");
  }

  void eventually(String account, String type, String status, String reason) {
    soon()
        .untilAsserted(
            () -> {
              var condition = condition(account, type);
              assertThat(condition).isPresent();
              assertThat(condition.get().status()).isEqualTo(status);
              assertThat(condition.get().reason()).isEqualTo(reason);
            });
  }

  Optional<Condition> condition(String name, String type) {
    return Optional.ofNullable(get(name).require().getStatus())
        .map(BedrockAccountStatus::conditions)
        .flatMap(conditions -> Condition.find(conditions, type));
  }

  /** A profile of {@link #SOURCE}. */
  static void createProfile(Stage tenant, String name, String... more) {
    tenant.createWith(
        name,
        """
        inferenceProfileName: %s
        modelSource: {copyFrom: "%s"}
        %s
        """
            .formatted(tenant.profileName(name), SOURCE, String.join("\n", more)));
  }

  /** {@link #SOURCE} as that account names it. */
  static String sourceOf(String accountId) {
    return SOURCE.replace("::", ":" + accountId + ":");
  }

  List<Call> created() {
    return a.bedrock().calls(Operation.CREATE_INFERENCE_PROFILE);
  }

  Map<String, String> tags(String accountId, String arn) {
    return a.bedrock().account(accountId).listTags(Stage.REGION, arn);
  }

  void patchNamespace(String name, String metadata) {
    cluster
        .admin()
        .namespaces()
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": %s}".formatted(metadata));
  }
}
