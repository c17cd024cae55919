package io.bedrockoperator;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.apiserver.ApiServer;
import io.bedrockoperator.deploy.Console;
import io.bedrockoperator.deploy.Shipped;
import io.bedrockoperator.reconcile.AdoptionPolicy;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the chart sets is what the operator reads. */
class ChartSettingsIT {

  @TempDir Path temp;

  @Test
  void everyValueArrives() throws IOException {
    var settings = Settings.from(environment());

    assertThat(settings.unknown()).isEmpty();
    assertThat(settings.httpPort()).isEqualTo(9090);
    assertThat(settings.clusterId()).hasValue("production-1");
    assertThat(settings.resync()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.labelSelector()).hasValue("shard in (a, b)");
    assertThat(settings.profileQuota()).isEqualTo(1_500_000);
    assertThat(settings.regions()).containsExactlyInAnyOrder("eu-central-1", "xx-new-9");
    assertThat(settings.adoption()).isEqualTo(AdoptionPolicy.EVERYWHERE);
    assertThat(settings.logFormat()).isEqualTo(LogFormat.JSON);
  }

  private Map<String, String> environment() throws IOException {
    var rendered =
        Console.of(ApiServer.shared(), temp)
            .run("helm template aips helm -f src/test/resources/helm/everything.yaml");
    return Shipped.objects(rendered).stream()
        .filter(Deployment.class::isInstance)
        .map(Deployment.class::cast)
        .flatMap(
            deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().stream())
        .flatMap(container -> container.getEnv().stream())
        .filter(variable -> variable.getValue() != null)
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }
}
