package io.bedrockoperator.publish;

import io.bedrockoperator.profile.Arn;
import java.util.List;
import java.util.Optional;

/**
 * A profile as it is published.
 *
 * @param models ARNs of the models that it routes to
 * @param copyFrom the ARN of its source
 * @param name the name of the resource that publishes it
 */
public record PublishedProfile(
    String arn, List<String> models, String copyFrom, String namespace, String name) {

  public PublishedProfile {
    models = List.copyOf(models);
  }

  /**
   * Returns the value of a placeholder.
   *
   * @throws NotPublishable if the placeholder has no value for this profile
   */
  String valueOf(String placeholder) throws NotPublishable {
    return switch (placeholder) {
      case "arn" -> arn;
      case "id" -> parsed().id();
      case "arnPrefix" -> arn.substring(0, arn.lastIndexOf('/'));
      case "region" -> parsed().region();
      case "accountId" -> parsed().account();
      case "partition" -> parsed().partition();
      case "modelId" -> modelId(placeholder);
      case "sourceId" -> sourceId();
      case "provider" -> provider(placeholder);
      case "name" -> name;
      case "namespace" -> namespace;
      case "invokePolicy" -> InvokePolicy.of(arn, models);
      default -> throw new IllegalArgumentException("no placeholder: " + placeholder);
    };
  }

  private Arn parsed() {
    return Arn.parse(arn).orElseThrow();
  }

  private String modelId(String placeholder) throws NotPublishable {
    var ids =
        models.stream()
            .map(Arn::parse)
            .flatMap(Optional::stream)
            .map(Arn::id)
            .distinct()
            .limit(2)
            .toList();
    if (ids.size() != 1) {
      throw NotPublishable.withoutValue(
          placeholder, "Bedrock does not name one model behind the profile");
    }
    return ids.getFirst();
  }

  private String provider(String placeholder) throws NotPublishable {
    var modelId = modelId(placeholder);
    var dot = modelId.indexOf('.');
    if (dot <= 0) {
      throw NotPublishable.withoutValue(
          placeholder, "the model id '%s' names no provider".formatted(modelId));
    }
    return modelId.substring(0, dot);
  }

  private String sourceId() throws NotPublishable {
    return Arn.parse(copyFrom)
        .map(Arn::id)
        .filter(id -> !id.isEmpty())
        .orElseThrow(
            () -> NotPublishable.withoutValue("sourceId", "copyFrom is not the ARN of a source"));
  }
}
