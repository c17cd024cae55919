package io.bedrockoperator.profile;

import java.util.Optional;

/**
 * What a deleted resource says about its profile. It asks for less than {@link DesiredState}, so
 * that a resource whose spec cannot be understood any more can still be deleted.
 *
 * @param name where to look when no ARN is record; empty when the spec names none, and then none
 *     was ever created
 */
public record DeletionRequest(
    Owner owner,
    String region,
    Optional<String> name,
    Optional<DeletionPolicy> deletionPolicy,
    ManagementPolicy managementPolicy,
    boolean suspended,
    boolean adopts) {

  /** Absent, the policy follows the origin: created here is deleted, adopted is retained. */
  public boolean deletes(ProfileRecord record) {
    var policy =
        deletionPolicy.orElse(
            mayHaveCreated(record) ? DeletionPolicy.DELETE : DeletionPolicy.RETAIN);
    return managementPolicy == ManagementPolicy.FULL && policy == DeletionPolicy.DELETE;
  }

  /** Else, the profile was there before and adopted. */
  public boolean mayHaveCreated(ProfileRecord record) {
    return record.createdHere() || (record.arn().isEmpty() && !adopts);
  }
}
