package io.bedrockoperator.reconcile;

import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.Owner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The events that tell what became of a profile. */
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

  /** Who may not take over got it from a resource of this cluster that is gone. */
  static ResourceEvent takenOver(String arn, Owner from, Optional<Adoption> adoption) {
    var words =
        adoption.filter(Adoption::takeOver).isPresent()
            ? "Took the profile %s over from %s/%s in cluster %s: delete that resource if it is"
                + " still there"
            : "Took over the profile %s, whose owner %s/%s in cluster %s is gone";
    return ResourceEvent.warning(
        "TakenOver", words.formatted(arn, from.namespace(), from.name(), from.cluster()));
  }

  /** At least one of the two is not empty. */
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

  static ResourceEvent modelsChanged(String arn, List<String> before, List<String> after) {
    return ResourceEvent.warning(
        "ModelsChanged",
        ("AWS changed the models of the profile %s from %s to %s: allow the new ones in the"
                + " applications' IAM policies")
            .formatted(arn, before, after));
  }
}
