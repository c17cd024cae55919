package io.bedrockoperator.dev.sandbox;

import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.dev.emulator.BedrockEmulator;
import io.bedrockoperator.dev.emulator.EmulatedAccount;
import io.bedrockoperator.dev.emulator.IamRole;
import io.bedrockoperator.endtoend.OperatorProcess;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Everything that runs.
 *
 * @param admin access as an administrator
 * @param kubeconfig the same access, as a file
 */
record SandboxSetup(
    ApiServer apiServer,
    KubernetesClient admin,
    Path kubeconfig,
    BedrockEmulator bedrock,
    OperatorProcess operator) {

  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "us-east-1";

  /** Profiles get the same ids in every sandbox. */
  private static final long SEED = 1;

  private static final Duration OPERATOR_STOPS = Duration.ofSeconds(10);

  static SandboxSetup start(Started started, Screen screen) throws IOException {
    screen.say("Starting etcd and a kube-apiserver; the first time they are downloaded or built.");
    var apiServer = started.add(ApiServer.start());
    var workspace = started.add(Workspace.create());
    var kubeconfig = workspace.write("kubeconfig", apiServer.kubeconfig());
    var admin =
        started.add(new KubernetesClientBuilder().withConfig(apiServer.adminConfig()).build());

    screen.say("Installing crds/, the namespace and the RBAC of deploy/.");
    var installation = new Installation(admin);
    installation.install();

    collectGarbage(apiServer, screen);

    var bedrock =
        started.add(
            BedrockEmulator.start(new EmulatedAccount(ACCOUNT, InstantSource.system(), SEED)));
    for (var account : Sample.accounts()) {
      if (account instanceof GenericKubernetesResource tenant) {
        trust(bedrock, tenant);
      }
    }
    screen.say("Bedrock is emulated at %s; nothing reaches AWS.".formatted(bedrock.endpoint()));
    screen.say("Starting the operator under its own ServiceAccount.");
    var access = workspace.write("operator-kubeconfig", installation.operatorKubeconfig());
    var operator = OperatorProcess.start(environment(access, bedrock));
    started.add(() -> operator.terminate(OPERATOR_STOPS));
    operator.awaitReady();
    return new SandboxSetup(apiServer, admin, kubeconfig, bedrock, operator);
  }

  /** What the tenant's administrator does in AWS. */
  private static void trust(BedrockEmulator bedrock, GenericKubernetesResource account) {
    String role = account.get("spec", "roleArn");
    if (role != null) {
      String externalId = account.get("spec", "externalId");
      bedrock.sts().put(IamRole.of(role).withExternalId(externalId));
    }
  }

  /** The samples need none, so it is no reason to show nothing. */
  private static void collectGarbage(ApiServer apiServer, Screen screen) {
    screen.say("Starting a garbage collector; the first time it is downloaded or built.");
    try {
      apiServer.collectGarbage();
    } catch (IllegalStateException missing) {
      screen.say("Without it, a namespace that you delete does not end. " + missing.getMessage());
    }
  }

  private static Map<String, String> environment(Path kubeconfig, BedrockEmulator bedrock) {
    return Map.of(
        "KUBECONFIG",
        kubeconfig.toString(),
        "AWS_ENDPOINT_URL",
        bedrock.endpoint().toString(),
        "AWS_REGION",
        REGION,
        "AWS_ACCESS_KEY_ID",
        "sandbox",
        "AWS_SECRET_ACCESS_KEY",
        "sandbox",
        "BEDROCK_OPERATOR_RESYNC",
        "30s");
  }
}
