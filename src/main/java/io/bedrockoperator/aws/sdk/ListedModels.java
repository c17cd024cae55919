package io.bedrockoperator.aws.sdk;

import io.bedrockoperator.profile.ModelLifecycle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.bedrock.model.FoundationModelLifecycle;
import software.amazon.awssdk.services.bedrock.model.FoundationModelSummary;

/** Translates the foundation models of the AWS SDK. */
final class ListedModels {

  private ListedModels() {}

  static Map<String, ModelLifecycle> byId(List<FoundationModelSummary> summaries) {
    return summaries.stream()
        // An invalid entry must not hide the others.
        .filter(summary -> summary.modelId() != null && hasStatus(summary.modelLifecycle()))
        .collect(
            Collectors.toMap(
                FoundationModelSummary::modelId,
                summary -> lifecycle(summary.modelLifecycle()),
                (a, b) -> b));
  }

  private static boolean hasStatus(FoundationModelLifecycle lifecycle) {
    return lifecycle != null && lifecycle.statusAsString() != null;
  }

  private static ModelLifecycle lifecycle(FoundationModelLifecycle lifecycle) {
    return new ModelLifecycle(
        lifecycle.statusAsString(), Optional.ofNullable(lifecycle.endOfLifeTime()));
  }
}
