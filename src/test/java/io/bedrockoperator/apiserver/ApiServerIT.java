package io.bedrockoperator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.junit.jupiter.api.Test;

class ApiServerIT {

  @Test
  void answersTheAdmin() {
    try (var client =
        new KubernetesClientBuilder().withConfig(ApiServer.shared().adminConfig()).build()) {
      assertThat(client.getKubernetesVersion().getGitVersion()).startsWith("v1.");
      assertThat(client.namespaces().withName("kube-system").get()).isNotNull();
    }
  }

  @Test
  void isOneServerForAllWhoShareIt() {
    assertThat(ApiServer.shared()).isSameAs(ApiServer.shared());
  }

  @Test
  void knowsWhoHasNoRights() {
    var config = ApiServer.shared().adminConfig();
    config.setImpersonateUsername("nobody");
    try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
      assertThatThrownBy(() -> client.namespaces().list()).hasMessageContaining("forbidden");
    }
  }
}
