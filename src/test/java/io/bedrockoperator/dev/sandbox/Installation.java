package io.bedrockoperator.dev.sandbox;

import io.bedrockoperator.crd.Established;
import io.bedrockoperator.deploy.Shipped;
import io.bedrockoperator.dev.crd.ShippedCrd;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a cluster gets from {@code crds/} and {@code deploy/}, without the pod. */
record Installation(KubernetesClient admin) {

  private static final String NAME = "bedrock-operator";
  private static final String NAMESPACE = "bedrock-operator-system";

  /** The sandbox may stay up for a working day. */
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(24);

  private static final long ESTABLISHED_SECONDS = 30;

  void install() throws IOException {
    for (var crd : ShippedCrd.values()) {
      apply(Shipped.objects(Shipped.DIRECTORY.resolveSibling(crd.file())));
    }
    apply(Shipped.objects(Shipped.BASE.resolve("namespace.yaml")));
    apply(Shipped.objects(Shipped.BASE.resolve("rbac.yaml")));
    apply(Shipped.objects(Shipped.NAMESPACES));
    for (var crd : ShippedCrd.values()) {
      admin
          .resources(CustomResourceDefinition.class)
          .withName(crd.fullName())
          .waitUntilCondition(new Established(), ESTABLISHED_SECONDS, TimeUnit.SECONDS);
    }
  }

  void apply(List<? extends HasMetadata> objects) {
    objects.forEach(object -> admin.resource(asApplied(object)).serverSideApply());
  }

  /** With the record without which {@code kubectl apply} warns of each object. */
  private static HasMetadata asApplied(HasMetadata object) {
    var serialization = new KubernetesSerialization();
    var json = serialization.asJson(object);
    var applied = serialization.clone(object);
    applied.setMetadata(
        applied
            .getMetadata()
            .edit()
            .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", json)
            .build());
    return applied;
  }

  /** A kubeconfig with a token of the operator's own ServiceAccount, as its pod would have. */
  String operatorKubeconfig() {
    var config = admin.getConfiguration();
    return """
    apiVersion: v1
    kind: Config
    clusters:
      - name: sandbox
        cluster: {server: "%s", certificate-authority: "%s"}
    users:
      - name: operator
        user: {token: "%s"}
    contexts:
      - name: operator
        context: {cluster: sandbox, user: operator}
    current-context: operator
    """
        .formatted(config.getMasterUrl(), config.getCaCertFile(), token());
  }

  private String token() {
    var request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withExpirationSeconds(TOKEN_LIFETIME.toSeconds())
            .endSpec()
            .build();
    return admin
        .serviceAccounts()
        .inNamespace(NAMESPACE)
        .withName(NAME)
        .tokenRequest(request)
        .getStatus()
        .getToken();
  }
}
