package io.bedrockoperator.profile.plan;

import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ProfileRecord;
import java.util.Optional;

/** What {@code spec.adopt} means for a resource with that record. */
final class Adoptions {

  private Adoptions() {}

  /** The ARN to adopt; one that vanished already is not asked for again. */
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

  /** A resource that has a profile cannot change it for the one that its spec names now. */
  static Optional<String> otherAdoption(DesiredState desired, ProfileRecord record) {
    return mayChange(desired, record)
        ? Optional.empty()
        : arnToAdopt(desired, record)
            .filter(arn -> record.arn().filter(has -> !has.equals(arn)).isPresent());
  }

  /** What is only looked at can be changed for another at any time. */
  static boolean mayChange(DesiredState desired, ProfileRecord record) {
    return desired.observesOnly() && !record.createdHere();
  }

  /** Who named an ARN meant that profile, and none of the same name. */
  static boolean isByName(DesiredState desired) {
    return desired.adoption().filter(Adoption.OfMatchingName.class::isInstance).isPresent();
  }
}
