package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ProfileRecord;
import java.util.Optional;

/** What {@code spec.adopt} means for a resource with a given record. */
final class Adoptions {

  private Adoptions() {}

  /** Returns the ARN to adopt. A profile that was lost already is not adopted again. */
  static Optional<String> arnToAdopt(DesiredState desired, ProfileRecord record) {
    return desired
        .adoption()
        .flatMap(
            adoption ->
                adoption instanceof Adoption.OfArn(String arn, boolean takeOver)
                        && !record.previousArns().contains(arn)
                    ? Optional.of(arn)
                    : Optional.empty());
  }

  /**
   * Returns the ARN that the spec names, if the resource has another profile, which it cannot
   * exchange.
   */
  static Optional<String> otherAdoption(DesiredState desired, ProfileRecord record) {
    return mayChange(desired, record)
        ? Optional.empty()
        : arnToAdopt(desired, record)
            .filter(arn -> record.arn().filter(has -> !has.equals(arn)).isPresent());
  }

  /**
   * Whether the resource may exchange its profile for another one, as it may if it only observes
   * it.
   */
  static boolean mayChange(DesiredState desired, ProfileRecord record) {
    return desired.observesOnly() && !record.createdHere();
  }

  /**
   * Whether to adopt by name. A spec that names an ARN means that profile only, and no other one of
   * the same name.
   */
  static boolean isByName(DesiredState desired) {
    return desired.adoption().filter(Adoption.OfMatchingName.class::isInstance).isPresent();
  }
}
