package io.bedrockoperator.controller;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.Publish;
import io.bedrockoperator.api.PublishConfigMap;
import io.bedrockoperator.api.Published;
import io.bedrockoperator.status.StatusReader;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the resources of a kind name the ConfigMap that they publish.
 *
 * @param wanted the name of the ConfigMap that the spec asks for
 * @param told the name of the one that the status names
 */
record PublishingKind<P>(Function<P, Optional<String>> wanted, Function<P, Optional<String>> told) {

  static final PublishingKind<InferenceProfile> PROFILES =
      new PublishingKind<>(
          resource ->
              Optional.ofNullable(resource.getSpec())
                  .map(spec -> spec.publish())
                  .flatMap(PublishingKind::name),
          StatusReader::published);

  static final PublishingKind<InferenceProfileDeployment> DEPLOYMENTS =
      new PublishingKind<>(
          resource ->
              Optional.ofNullable(resource.getSpec())
                  .map(spec -> spec.publish())
                  .flatMap(PublishingKind::name),
          resource ->
              Optional.ofNullable(resource.getStatus())
                  .map(status -> status.published())
                  .map(Published::configMap));

  private static Optional<String> name(Publish publish) {
    return Optional.ofNullable(publish.configMap()).map(PublishConfigMap::name);
  }

  boolean publishes(P resource) {
    return wanted.apply(resource).isPresent() || told.apply(resource).isPresent();
  }
}
