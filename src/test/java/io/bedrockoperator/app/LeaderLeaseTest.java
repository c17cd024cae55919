package io.bedrockoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaderLeaseTest {

  @Test
  void isLeftAloneWhereTheApiServerDoesNotAnswer() throws IOException {
    try (var log = new CapturedLog(LeaderLease.class);
        var silent = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        var client = client(silent.getLocalPort())) {
      LeaderLease.in("ns", "name", Optional.empty(), client).release();

      assertThat(log.errors()).containsExactly("the API server did not answer in time");
    }
  }

  @Test
  void namesThePodAndTellsTwoProcessesOnOneHostApart() {
    try (var client = client(1)) {
      var one = LeaderLease.in("ns", "name", Optional.of("bedrock-operator-7d9-x2x"), client);
      var other = LeaderLease.in("ns", "name", Optional.of("bedrock-operator-7d9-x2x"), client);

      assertThat(one.identity())
          .matches("bedrock-operator-7d9-x2x_[0-9a-f]{8}")
          .isNotEqualTo(other.identity());
      assertThat(LeaderLease.in("ns", "name", Optional.empty(), client).identity())
          .startsWith("name_");
    }
  }

  private static KubernetesClient client(int port) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl("http://127.0.0.1:" + port)
                .build())
        .build();
  }
}
