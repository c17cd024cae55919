package io.bedrockoperator.rollout;

import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.ProfileTemplateSpec;
import java.util.Map;
import java.util.Objects;

/**
 * A revision as it is to be.
 *
 * @param labels that it has to have; it may have others
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
   * What the template asks for.
   *
   * @param deployment its name
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
            template.deletionPolicy(),
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

  /** Bedrock takes no two separators in a row. */
  private static String profileName(String name, String suffix) {
    var room = LONGEST_PROFILE_NAME - suffix.length();
    return name.substring(0, Math.min(name.length(), room)).replaceFirst("[ _-]+$", "") + suffix;
  }

  /** That revision with all of the template that can be changed in place. */
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

  /** It is all there. */
  public boolean isMetBy(ObservedRevision seen) {
    return seen.spec().filter(spec::equals).isPresent()
        && seen.labels().entrySet().containsAll(labels.entrySet())
        && seen.annotations().entrySet().containsAll(annotations.entrySet());
  }

  /** Updates lead there: the API server refuses a change of what Bedrock cannot change. */
  boolean isReachableFrom(ObservedRevision seen) {
    return seen.spec()
        .filter(
            is ->
                Objects.equals(is.inferenceProfileName(), spec.inferenceProfileName())
                    && Objects.equals(is.description(), spec.description())
                    && Objects.equals(is.modelSource(), spec.modelSource()))
        .isPresent();
  }
}
