package io.bedrockoperator.deployment;

import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.InferenceProfileTemplate;
import io.bedrockoperator.api.Labels;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.api.ProfileTemplateSpec;
import io.bedrockoperator.api.TemplateMetadata;
import io.bedrockoperator.publish.PublicationParser;
import io.bedrockoperator.reconcile.ParseResult;
import io.bedrockoperator.rollout.DesiredRevision;
import io.bedrockoperator.status.StatusReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses the spec of a deployment. Most of what the CRD rejects in a template is not checked here,
 * since the API server also rejects it in the InferenceProfile that is created from the template.
 *
 * @param selectorKeys the keys of the labels by which the operator selects the resources that it
 *     watches; an InferenceProfile takes these labels from its deployment
 */
public record DeploymentParser(Set<String> selectorKeys) {

  private static final int DEFAULT_HISTORY = 1;
  private static final int DEFAULT_RETENTION_SECONDS = 3600;

  public DeploymentParser {
    selectorKeys = Set.copyOf(selectorKeys);
  }

  ParseResult<ParsedDeployment> read(InferenceProfileDeployment deployment) {
    var spec = deployment.getSpec();
    if (spec == null) {
      return new ParseResult.NotUnderstood<>("spec is missing: describe the profile in it");
    }
    var problems = new ArrayList<String>();
    spec.unreadable()
        .keySet()
        .forEach(
            field ->
                problems.add(
                    "spec.%s is not what this version of the operator knows:".formatted(field)
                        + " correct it, or upgrade the operator"));
    var template =
        Optional.ofNullable(spec.template())
            .filter(
                found ->
                    Optional.ofNullable(found.spec())
                        .filter(DeploymentParser::isWhole)
                        .isPresent());
    if (template.isEmpty() && problems.isEmpty()) {
      problems.add(
          "spec.template.spec lacks inferenceProfileName or modelSource.copyFrom: add them");
    }
    var publication = PublicationParser.read(spec.publish(), problems);
    return problems.isEmpty()
        ? new ParseResult.Understood<>(
            new ParsedDeployment(
                desired(deployment, template.orElseThrow()),
                Objects.requireNonNullElse(spec.revisionHistoryLimit(), DEFAULT_HISTORY),
                Duration.ofSeconds(
                    Objects.requireNonNullElse(
                        spec.revisionRetentionSeconds(), DEFAULT_RETENTION_SECONDS)),
                Boolean.TRUE.equals(spec.paused()),
                publication))
        : new ParseResult.NotUnderstood<>(String.join("; ", problems));
  }

  private static boolean isWhole(ProfileTemplateSpec template) {
    return template.inferenceProfileName() != null
        && Optional.ofNullable(template.modelSource()).map(ModelSource::copyFrom).isPresent();
  }

  private DesiredRevision desired(
      InferenceProfileDeployment deployment, InferenceProfileTemplate template) {
    var metadata = Optional.ofNullable(template.metadata());
    var annotations =
        new HashMap<>(orEmpty(metadata.map(TemplateMetadata::annotations).orElse(null)));
    StatusReader.requestedAt(deployment)
        .ifPresent(at -> annotations.put(StatusReader.RECONCILE_REQUESTED_AT, at));
    return DesiredRevision.of(
        deployment.getMetadata().getName(),
        Objects.requireNonNull(template.spec()),
        labels(deployment, orEmpty(metadata.map(TemplateMetadata::labels).orElse(null))),
        annotations);
  }

  private Map<String, String> labels(
      InferenceProfileDeployment deployment, Map<String, String> ofTemplate) {
    var labels = new HashMap<>(ofTemplate);
    labels.keySet().removeAll(selectorKeys);
    orEmpty(deployment.getMetadata().getLabels()).entrySet().stream()
        .filter(label -> selectorKeys.contains(label.getKey()))
        .forEach(label -> labels.put(label.getKey(), label.getValue()));
    labels.put(Labels.MANAGED_BY, Labels.OPERATOR);
    return labels;
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return Objects.requireNonNullElse(map, Map.of());
  }
}
