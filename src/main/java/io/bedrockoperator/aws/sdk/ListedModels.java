package io.bedrockoperator.aws.sdk;

import io.bedrockoperator.profile.ModelLifecycle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.bedrock.model.FoundationModelLifecycle;
import software.amazon.awssdk.services.bedrock.model.FoundationModelSummary;

/** Foundation models as the AWS SDK hands them over. */
final class ListedModels {

  private ListedModels() {}

  static Map<String, ModelLifecycle> byId(List<FoundationModelSummary> summaries) {
    return summaries.stream()
        // One odd entry must not hide the others.
        .filter(summary -> summary.modelId() != null && isTold(summary.modelLifecycle()))
        .collect(
            Collectors.toMap(
                FoundationModelSummary::modelId,
                summary -> lifecycle(summary.modelLifecycle()),
                (a, b) -> b));
  }

  private static boolean isTold(FoundationModelLifecycle lifecycle) {
    return lifecycle != null && lifecycle.statusAsString() != null;
  }

  private static ModelLifecycle lifecycle(FoundationModelLifecycle told) {
    return new ModelLifecycle(told.statusAsString(), Optional.ofNullable(told.endOfLifeTime()));
  }
}
