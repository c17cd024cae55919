package io.bedrockoperator.dev.build;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.dev.emulator.BedrockEmulator;
import io.bedrockoperator.dev.emulator.EmulatedAccount;
import io.bedrockoperator.endtoend.OperatorProcess;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The operator's process once through its life, as in a pod.
 *
 * <p>A stand-in for the API server meets it all, so this needs no binaries and no network.
 */
final class Rehearsal {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Held, or its level is forgotten. It would tell of each request. */
  private static final Logger SERVER = Logger.getLogger("io.fabric8.mockwebserver");

  private Rehearsal() {}

  /**
   * Starts the process with the environment that it needs, looks at it once a profile is there, and
   * ends it by SIGTERM.
   */
  static void play(
      Function<Map<String, String>, OperatorProcess> start, Consumer<OperatorProcess> look)
      throws IOException {
    SERVER.setLevel(Level.WARNING);
    var web = new MockWebServer();
    var cluster =
        new KubernetesMockServer(new Context(), web, new HashMap<>(), new ApplyAsMerge(), true);
    cluster.init();
    try (var client = cluster.createClient();
        var bedrock =
            BedrockEmulator.start(new EmulatedAccount("111122223333", InstantSource.system(), 1))) {
      var resource = create(client);
      try (var process = start.apply(environment(web, bedrock))) {
        process.awaitReady();
        resource.waitUntilCondition(Rehearsal::isDone, PATIENCE.toSeconds(), TimeUnit.SECONDS);
        look.accept(process);
        process.terminate(PATIENCE);
      }
    } finally {
      cluster.destroy();
    }
  }

  private static Resource<InferenceProfile> create(KubernetesClient client) {
    var profile =
        client
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: bedrock-operator.io/v1alpha1
                kind: InferenceProfile
                metadata: {name: profile, namespace: training}
                spec:
                  inferenceProfileName: training
                  modelSource: {copyFrom: "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"}
                  tags: [{key: team, value: a}]
                """,
                InferenceProfile.class);
    client.resource(profile).create();
    return client.resource(profile);
  }

  private static Map<String, String> environment(MockWebServer web, BedrockEmulator bedrock)
      throws IOException {
    var authority = Files.readAllBytes(Path.of(web.getSelfSignedCertificate().certificatePath()));
    return Map.of(
        "KUBERNETES_MASTER",
        web.url("/").toString(),
        "KUBERNETES_CERTS_CA_DATA",
        Base64.getEncoder().encodeToString(authority),
        "AWS_ENDPOINT_URL_BEDROCK",
        bedrock.endpoint().toString(),
        "AWS_ACCESS_KEY_ID",
        "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY",
        "wJalrXUtnFEMIEXAMPLEKEYofTheTest",
        "BEDROCK_OPERATOR_CLUSTER_ID",
        "training");
  }

  private static boolean isDone(InferenceProfile resource) {
    return resource.getStatus() != null && resource.getStatus().inferenceProfileArn() != null;
  }
}
