package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.status.ModelActivity;
import io.bedrockoperator.status.ModelActivity.Why;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The events about what happened to a profile. */
final class ProfileEvents {

  private ProfileEvents() {}

  /**
   * @param previous the ARNs of the profiles that were lost before
   */
  static ResourceEvent created(String arn, List<String> previous) {
    return previous.isEmpty()
        ? ResourceEvent.normal("Created", "Created the profile " + arn)
        : ResourceEvent.warning(
            "Recreated",
            ("Created the profile %s in place of %s, which was deleted outside Kubernetes: give the"
                    + " new ARN to the applications")
                .formatted(arn, previous.getLast()));
  }

  static ResourceEvent adopted(String arn) {
    return ResourceEvent.normal("Adopted", "Adopted the profile " + arn);
  }

  /**
   * Without {@code takeOver}, a profile is taken over only from a resource of this cluster that is
   * gone.
   */
  static ResourceEvent takenOver(String arn, Owner from, Optional<Adoption> adoption) {
    var words =
        adoption.filter(Adoption::takeOver).isPresent()
            ? "Took the profile %s over from %s/%s in cluster %s: delete that resource if it is"
                + " still there"
            : "Took over the profile %s, whose owner %s/%s in cluster %s is gone";
    return ResourceEvent.warning(
        "TakenOver", words.formatted(arn, from.namespace(), from.name(), from.cluster()));
  }

  /** At least one of the two sets is not empty. */
  static ResourceEvent retagged(Set<String> put, Set<String> removed) {
    return ResourceEvent.normal("Retagged", words(put, removed));
  }

  private static String words(Set<String> put, Set<String> removed) {
    if (removed.isEmpty()) {
      return "Put the tags " + new TreeSet<>(put);
    }
    return put.isEmpty()
        ? "Removed the tags " + new TreeSet<>(removed)
        : "Put the tags %s and removed the tags %s"
            .formatted(new TreeSet<>(put), new TreeSet<>(removed));
  }

  /** An event if the condition newly says that a model is about to end, or has ended. */
  static Optional<ResourceEvent> modelsEnd(
      @Nullable InferenceProfileStatus before, InferenceProfileStatus after) {
    var was = ModelActivity.condition(before).map(Condition::reason);
    return ModelActivity.condition(after)
        .filter(current -> !was.equals(Optional.ofNullable(current.reason())))
        .flatMap(ProfileEvents::modelsEnd);
  }

  private static Optional<ResourceEvent> modelsEnd(Condition condition) {
    var message = Objects.requireNonNullElse(condition.message(), "");
    if (Why.LEGACY.value().equals(condition.reason())) {
      return Optional.of(ResourceEvent.warning("ModelLegacy", message));
    }
    return Why.END_OF_LIFE.value().equals(condition.reason())
        ? Optional.of(ResourceEvent.warning("ModelEndOfLife", message))
        : Optional.empty();
  }

  static ResourceEvent modelsChanged(String arn, List<String> before, List<String> after) {
    return ResourceEvent.warning(
        "ModelsChanged",
        ("AWS changed the models of the profile %s from %s to %s: allow the new ones in the"
                + " applications' IAM policies")
            .formatted(arn, before, after));
  }
}
