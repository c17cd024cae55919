package io.bedrockoperator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockoperator.api.BedrockAccount;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnableKubernetesMockClient
class ClusterReadinessTest {

  private static final String MISSING =
      "there is no namespace platform for the Lease: create it, or set"
          + " BEDROCK_OPERATOR_LEASE_NAMESPACE";
  private static final int REFUSALS = 20;
  private static final String FORBIDDEN = "leases is forbidden in the namespace \"platform\"";
  private static final String NOT_ALLOWED =
      "the API server says " + FORBIDDEN + ": apply the Role or ClusterRole of this version";

  // Set by the extension.
  @SuppressWarnings("NullAway.Init")
  KubernetesMockServer server;

  // Set by the extension.
  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  private final List<String> waitedFor = new ArrayList<>();

  /** Created; there already; and the answer where an admission webhook knows no dry run. */
  @ParameterizedTest
  @ValueSource(ints = {201, 409, 400})
  void waitsForTheNamespaceOfTheLeaseAndSaysSoNowAndThen(int atLast) {
    answer(404, "namespaces \"platform\" not found", REFUSALS);
    answer(403, FORBIDDEN, 2);
    answer(atLast, "", 1);
    var lease = LeaderLease.in("platform", "bedrock-operator", Optional.empty(), client);

    try (var log = new CapturedLog(ClusterReadiness.class)) {
      new ClusterReadiness(client, Settings.from(Map.of()), this::pause, waitedFor::add)
          .awaitNamespaceOf(lease);

      assertThat(log.messages())
          .containsExactly("waiting: " + MISSING, "waiting: " + MISSING, "waiting: " + NOT_ALLOWED);
    }
    assertThat(waitedFor).hasSize(REFUSALS + 2).startsWith(MISSING).endsWith(NOT_ALLOWED);
  }

  /** Only a server that was told of the selector can find it wrong. */
  @Test
  void endsForASelectorThatTheApiServerRefuses() {
    var list = "/apis/bedrock-operator.io/v1alpha1/namespaces/team-a/inferenceprofiles";
    answer(list + "?labelSelector=team%20in%20a&limit=1", 400, "found 'a', expected: '('");
    var settings =
        Settings.from(
            Map.of(
                "BEDROCK_OPERATOR_LABEL_SELECTOR", "team in a",
                "BEDROCK_OPERATOR_WATCH_NAMESPACES", "team-a"));
    var readiness = new ClusterReadiness(client, settings, this::pause, waitedFor::add);

    assertThatThrownBy(readiness::awaitResourceDefinition)
        .isInstanceOf(BadSettingException.class)
        .hasMessage(
            "BEDROCK_OPERATOR_LABEL_SELECTOR is 'team in a': the API server says"
                + " found 'a', expected: '('");
  }

  /** What the operator watches is decided when it starts. */
  @Test
  void saysOnceAKindIsThereThatWasNotAtTheStart() {
    var group = "/apis/bedrock-operator.io/v1alpha1";
    answer(group, 403, "no");
    kinds(group, "inferenceprofiles", "InferenceProfile");
    kinds(group, "bedrockaccounts", "BedrockAccount");
    var pauses = new ArrayList<Duration>();

    try (var log = new CapturedLog(ClusterReadiness.class)) {
      new ClusterReadiness(client, Settings.from(Map.of()), pauses::add, waitedFor::add)
          .sayOnceInstalled(BedrockAccount.class);

      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("bedrockaccounts.bedrock-operator.io", "restart the operator");
    }
    assertThat(pauses).hasSize(2);
  }

  private void kinds(String group, String plural, String kind) {
    var kinds =
        new APIResourceListBuilder()
            .addNewResource()
            .withName(plural)
            .withKind(kind)
            .endResource()
            .build();
    server.expect().get().withPath(group).andReturn(200, kinds).once();
  }

  /** Ends what would otherwise wait for ever. */
  private void pause(Duration length) {
    assertThat(waitedFor).hasSizeLessThanOrEqualTo(REFUSALS + 2);
  }

  private void answer(String path, int code, String message) {
    var status = new StatusBuilder().withCode(code).withMessage(message).build();
    server.expect().get().withPath(path).andReturn(code, status).once();
  }

  private void answer(int code, String message, int times) {
    server
        .expect()
        .post()
        .withPath("/apis/coordination.k8s.io/v1/namespaces/platform/leases?dryRun=All")
        .andReturn(code, new StatusBuilder().withCode(code).withMessage(message).build())
        .times(times);
  }
}
