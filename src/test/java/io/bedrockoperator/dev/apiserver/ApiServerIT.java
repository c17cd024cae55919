package io.bedrockoperator.dev.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("It changes the time zone of the JVM, which starts of other servers reckon with.")
class ApiServerIT {

  private static final int HALF_DAY = 12 * 60 * 60;

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
  void startsJustBeforeMidnight() {
    var before = TimeZone.getDefault();
    TimeZone.setDefault(whereItIs(LocalTime.of(23, 59)));
    try (var server = ApiServer.start()) {
      assertThat(server.kubeconfig()).isNotEmpty();
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private static TimeZone whereItIs(LocalTime time) {
    var ahead = time.toSecondOfDay() - LocalTime.now(ZoneOffset.UTC).toSecondOfDay();
    var offset =
        ZoneOffset.ofTotalSeconds(Math.floorMod(ahead + HALF_DAY, 2 * HALF_DAY) - HALF_DAY);
    return new SimpleTimeZone(offset.getTotalSeconds() * 1_000, offset.getId());
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
