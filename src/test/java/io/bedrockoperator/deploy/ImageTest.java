package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.build.ImageConfiguration;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The image is the one that the manifests expect. What it does when it starts is ImageTrial's. */
class ImageTest {

  @Test
  void hasTheNameAndTheVersionThatTheManifestsAskFor() throws IOException {
    var name = ImageConfiguration.read().name();

    assertThat(pod().getContainers().getFirst().getImage()).isEqualTo(name);
    assertThat(
            Chart.values().at("/image/repository").asText()
                + ":"
                + Chart.values(Chart.DIRECTORY.resolve("Chart.yaml")).path("appVersion").asText())
        .isEqualTo(name);
  }

  @Test
  void runsAsTheUserOfTheManifests() throws IOException {
    var user = ImageConfiguration.read().user();
    var context = pod().getSecurityContext();
    var chart = Chart.values().path("podSecurityContext");

    assertThat(context.getRunAsUser() + ":" + context.getRunAsGroup()).isEqualTo(user);
    assertThat(chart.path("runAsUser").asText() + ":" + chart.path("runAsGroup").asText())
        .isEqualTo(user);
  }

  @Test
  void itsBaseCannotChangeUnseen() throws IOException {
    assertThat(ImageConfiguration.read().base()).matches(".+@sha256:[0-9a-f]{64}");
  }

  private static PodSpec pod() throws IOException {
    return Shipped.object("deployment.yaml", Deployment.class).getSpec().getTemplate().getSpec();
  }
}
