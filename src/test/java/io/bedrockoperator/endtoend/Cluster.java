package io.bedrockoperator.endtoend;

import io.bedrockoperator.crd.Established;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.dev.crd.ShippedCrd;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An API server with what is shipped, and the access that its people and the operator have. */
public final class Cluster implements AutoCloseable {

  private static final Path DEPLOY = Path.of("deploy", "base");
  private static final String OPERATOR = "bedrock-operator";
  private static final String OPERATOR_NAMESPACE = "bedrock-operator-system";

  private final ApiServer server;
  private final KubernetesClient admin;
  private final Path directory;

  private Cluster(ApiServer server) {
    this.server = server;
    this.admin = new KubernetesClientBuilder().withConfig(server.adminConfig()).build();
    try {
      this.directory =
          Files.createTempDirectory(Files.createDirectories(Path.of("target/endtoend")), "cluster-")
              .toAbsolutePath();
      Files.writeString(adminKubeconfig(), server.kubeconfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one that all share, with everything installed. */
  public static Cluster shared() {
    return on(ApiServer.shared());
  }

  /**
   * Another one that all share, with everything installed, where what has lost its owner is deleted
   * and a deleted namespace ends.
   */
  public static Cluster withGarbageCollector() {
    var cluster = on(ApiServer.sharedByCollectors());
    cluster.server.collectGarbage();
    return cluster;
  }

  /** A server of one's own, with everything installed. */
  public static Cluster on(ApiServer own) {
    var cluster = of(own);
    cluster.installResourceDefinitions();
    return cluster;
  }

  /** With the operator's account and permissions, but without the CRDs. */
  static Cluster of(ApiServer own) {
    var cluster = new Cluster(own);
    cluster.installAccess();
    return cluster;
  }

  /** On which somebody else has installed, or will. */
  static Cluster prepared(ApiServer own) {
    return new Cluster(own);
  }

  private void installAccess() {
    apply(DEPLOY.resolve("namespace.yaml"));
    apply(DEPLOY.resolve("rbac.yaml"));
  }

  void installResourceDefinitions() {
    for (var crd : ShippedCrd.values()) {
      apply(crd.file());
    }
    for (var crd : ShippedCrd.values()) {
      await(crd);
    }
  }

  /** Of the profiles, without which nothing works. */
  void awaitResourceDefinition() {
    await(ShippedCrd.INFERENCE_PROFILE);
  }

  private void await(ShippedCrd crd) {
    admin
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(crd.fullName())
        .waitUntilCondition(new Established(), 30, TimeUnit.SECONDS);
  }

  private void apply(Path file) {
    try (var yaml = Files.newInputStream(file)) {
      admin.load(yaml).serverSideApply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void createNamespace(String name) {
    admin
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .serverSideApply();
  }

  public KubernetesClient admin() {
    return admin;
  }

  Path adminKubeconfig() {
    return directory.resolve("admin");
  }

  /** What a pod of the shipped Deployment would have: its account's token, and nothing more. */
  public Path operatorKubeconfig() {
    try {
      return Files.writeString(
          directory.resolve("operator"), kubeconfig(OPERATOR_NAMESPACE, OPERATOR));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To the operator; what the chart does for each release. */
  void allowLeases(String... names) {
    var role =
        new RoleBuilder()
            .withNewMetadata()
            .withName("leases-" + names[0])
            .withNamespace(OPERATOR_NAMESPACE)
            .endMetadata()
            .addNewRule()
            .withApiGroups("coordination.k8s.io")
            .withResources("leases")
            .withResourceNames(names)
            .withVerbs("get", "update", "patch")
            .endRule()
            .build();
    var binding =
        new RoleBindingBuilder()
            .withMetadata(role.getMetadata())
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", role.getMetadata().getName())
            .addNewSubject("", "ServiceAccount", OPERATOR, OPERATOR_NAMESPACE)
            .build();
    admin().resource(role).serverSideApply();
    admin().resource(binding).serverSideApply();
  }

  /** With the rights of a ServiceAccount, and no other. */
  KubernetesClient clientOf(String namespace, String serviceAccount) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(kubeconfig(namespace, serviceAccount)))
        .build();
  }

  /**
   * The variables that tell a process what a pod reads from its files and its environment. Without
   * a kubeconfig, it also starts like one.
   */
  public Map<String, String> podEnvironment() {
    try {
      return Map.of(
          "KUBERNETES_MASTER",
          admin.getConfiguration().getMasterUrl(),
          "KUBERNETES_CERTS_CA_FILE",
          admin.getConfiguration().getCaCertFile(),
          "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN",
          Files.writeString(directory.resolve("token"), token(OPERATOR_NAMESPACE, OPERATOR))
              .toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String token(String namespace, String serviceAccount) {
    return admin
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(serviceAccount)
        .tokenRequest()
        .getStatus()
        .getToken();
  }

  private String kubeconfig(String namespace, String serviceAccount) {
    return """
    apiVersion: v1
    kind: Config
    current-context: test
    clusters: [{name: test, cluster: {server: "%s", certificate-authority: "%s"}}]
    users: [{name: test, user: {token: "%s"}}]
    contexts: [{name: test, context: {cluster: test, user: test}}]
    """
        .formatted(
            admin.getConfiguration().getMasterUrl(),
            admin.getConfiguration().getCaCertFile(),
            token(namespace, serviceAccount));
  }

  /** Returns what it prints; an AssertionError if it fails. */
  String kubectl(String... arguments) {
    var line = new ArrayList<String>();
    line.add(server.kubectl().toString());
    line.add("--kubeconfig=" + adminKubeconfig());
    line.add("--cache-dir=" + directory.resolve("cache"));
    line.addAll(List.of(arguments));
    return output(new ProcessBuilder(line));
  }

  /** The same of a script in which {@code kubectl} is the administrator's. */
  String shell(Path where, String script) {
    var builder = new ProcessBuilder("sh", "-euc", script).directory(where.toFile());
    var path = server.kubectl().getParent() + File.pathSeparator + System.getenv("PATH");
    builder.environment().put("PATH", path);
    builder.environment().put("KUBECONFIG", adminKubeconfig().toString());
    return output(builder);
  }

  private static String output(ProcessBuilder builder) {
    try {
      var process = builder.redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError("%s: %s".formatted(builder.command(), output));
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
