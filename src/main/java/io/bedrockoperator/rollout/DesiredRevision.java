package io.bedrockoperator.rollout;

import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.ProfileTemplateSpec;
import java.util.Map;
import java.util.Objects;

/**
 * The desired state of a revision.
 *
 * @param labels the labels that it must have, besides which it may have others
 * @param annotations likewise
 */
public record DesiredRevision(
    String name,
    InferenceProfileSpec spec,
    Map<String, String> labels,
    Map<String, String> annotations) {

  /** How many characters the name of a profile may have (CreateInferenceProfile). */
  private static final int LONGEST_PROFILE_NAME = 64;

  public DesiredRevision {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /**
   * Returns the revision that the template describes.
   *
   * @param deployment the name of the deployment
   */
  public static DesiredRevision of(
      String deployment,
      ProfileTemplateSpec template,
      Map<String, String> labels,
      Map<String, String> annotations) {
    var suffix = "-" + RevisionHash.of(template);
    return new DesiredRevision(
        deployment + suffix,
        new InferenceProfileSpec(
            profileName(Objects.requireNonNullElse(template.inferenceProfileName(), ""), suffix),
            template.description(),
            template.modelSource(),
            template.tags(),
            // Without a policy, a revision that takes back the profile of an earlier one of its
            // name
            // would retain it.
            Objects.requireNonNullElse(template.deletionPolicy(), InferenceProfileSpec.DELETE),
            template.recreatePolicy(),
            null,
            null,
            null,
            template.accountRef(),
            null,
            Map.of()),
        labels,
        annotations);
  }

  /** Bedrock allows no two separators in a row. */
  private static String profileName(String name, String suffix) {
    var room = LONGEST_PROFILE_NAME - suffix.length();
    return name.substring(0, Math.min(name.length(), room)).replaceFirst("[ _-]+$", "") + suffix;
  }

  /** Returns that other revision with everything from the template that can be changed in place. */
  DesiredRevision inPlaceOf(String otherName, InferenceProfileSpec other) {
    return new DesiredRevision(
        otherName,
        new InferenceProfileSpec(
            other.inferenceProfileName(),
            other.description(),
            other.modelSource(),
            spec.tags(),
            spec.deletionPolicy(),
            spec.recreatePolicy(),
            null,
            null,
            null,
            other.accountRef(),
            null,
            Map.of()),
        labels,
        annotations);
  }

  /** Whether the observed revision has all that is desired. */
  public boolean isMetBy(ObservedRevision seen) {
    return seen.spec().filter(spec::equals).isPresent()
        && seen.labels().entrySet().containsAll(labels.entrySet())
        && seen.annotations().entrySet().containsAll(annotations.entrySet());
  }

  /**
   * Whether an update can turn the observed revision into this one. The API server rejects changes
   * of what Bedrock cannot change.
   */
  boolean isReachableFrom(ObservedRevision seen) {
    return seen.spec()
        .filter(
            current ->
                Objects.equals(current.inferenceProfileName(), spec.inferenceProfileName())
                    && Objects.equals(current.description(), spec.description())
                    && Objects.equals(current.modelSource(), spec.modelSource()))
        .isPresent();
  }
}
