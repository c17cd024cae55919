package io.bedrockoperator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.dsl.TimesOnceableOrHttpHeaderable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient
class LeaseTest {

  private static final String PATH =
      "/apis/coordination.k8s.io/v1/namespaces/bedrock-operator-system/leases/bedrock-operator";

  // Set by the extension.
  @SuppressWarnings("NullAway.Init")
  KubernetesMockServer server;

  // Set by the extension.
  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  @Test
  void letsGoAgainWhenARenewalCameInBetween() throws InterruptedException {
    var lease = lease();
    isHeldBy(lease.identity(), "1").once();
    server.expect().put().withPath(PATH).andReturn(409, "").once();
    isHeldBy(lease.identity(), "2").once();
    server.expect().put().withPath(PATH).andReturn(200, held("", "3")).once();

    isHeldBy("", "3").once();

    lease.release();

    assertThat(written())
        .last()
        .asString()
        .contains("\"holderIdentity\":\"\"", "\"resourceVersion\":\"2\"");
  }

  @Test
  void letsGoAgainWhenARenewalTookItBack() throws InterruptedException {
    var lease = lease();
    isHeldBy(lease.identity(), "1").once();
    isHeldBy(lease.identity(), "3").once();
    isHeldBy("", "4").once();
    server.expect().put().withPath(PATH).andReturn(200, held("", "2")).always();

    lease.release();

    assertThat(written()).hasSize(2);
  }

  @Test
  void givesUpInTheEnd() throws InterruptedException {
    var lease = lease();
    isHeldBy(lease.identity(), "1").always();
    server.expect().put().withPath(PATH).andReturn(409, "").always();

    lease.release();

    assertThat(written()).hasSizeBetween(2, 10);
  }

  @Test
  void leavesAnothersLeaseAlone() throws InterruptedException {
    isHeldBy("another", "1").always();

    lease().release();

    assertThat(written()).isEmpty();
  }

  private Lease lease() {
    return Lease.in("bedrock-operator-system", "bedrock-operator", client);
  }

  private TimesOnceableOrHttpHeaderable<?> isHeldBy(String holder, String version) {
    return server.expect().get().withPath(PATH).andReturn(200, held(holder, version));
  }

  private static Object held(String holder, String version) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withNamespace("bedrock-operator-system")
        .withName("bedrock-operator")
        .withResourceVersion(version)
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity(holder)
        .endSpec()
        .build();
  }

  private List<String> written() throws InterruptedException {
    var bodies = new ArrayList<String>();
    for (var left = server.getRequestCount(); left > 0; left--) {
      var request = server.takeRequest();
      if (request.getMethod().equals("PUT")) {
        bodies.add(request.getBody().readUtf8());
      }
    }
    return bodies;
  }
}
