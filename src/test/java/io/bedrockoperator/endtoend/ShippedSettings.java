package io.bedrockoperator.endtoend;

import io.bedrockoperator.deploy.Shipped;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.HashMap;
import java.util.Map;

/** What the pod of a Deployment would be told, as chart or kustomize render it. */
final class ShippedSettings {

  private ShippedSettings() {}

  /** But for the port, which another process may have. */
  static Map<String, String> of(String manifests) {
    var settings = new HashMap<String, String>();
    for (var object : Shipped.objects(manifests)) {
      if (object instanceof Deployment deployment) {
        var container = deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
        container.getEnv().forEach(set -> settings.put(set.getName(), set.getValue()));
      }
    }
    settings.put("BEDROCK_OPERATOR_HTTP_PORT", "0");
    return settings;
  }
}
