package io.bedrockoperator.deploy;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import java.util.List;
import java.util.Objects;

/**
 * The rules of kstatus for a kind that it does not know by name, in their order: {@code Compute}
 * and {@code checkGenericProperties} in pkg/kstatus/status of kubernetes-sigs/cli-utils v0.37.2,
 * which fluxcd/cli-utils v1.4.0 has word for word.
 */
enum Kstatus {
  TERMINATING("Terminating"),
  IN_PROGRESS("InProgress"),
  FAILED("Failed"),
  CURRENT("Current");

  private final String word;

  Kstatus(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static Kstatus of(InferenceProfile resource) {
    if (resource.isMarkedForDeletion()) {
      return TERMINATING;
    }
    var status = resource.getStatus();
    if (status == null) {
      return CURRENT;
    }
    var observed = status.observedGeneration();
    if (observed != null && !observed.equals(resource.getMetadata().getGeneration())) {
      return IN_PROGRESS;
    }
    for (var condition : Objects.requireNonNullElse(status.conditions(), List.<Condition>of())) {
      if ("Reconciling".equals(condition.type()) && "True".equals(condition.status())) {
        return IN_PROGRESS;
      }
      if ("Stalled".equals(condition.type()) && "True".equals(condition.status())) {
        return FAILED;
      }
    }
    return CURRENT;
  }
}
