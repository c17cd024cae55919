package io.bedrockoperator.profile;

import java.util.Optional;

/**
 * What a deleted resource says about its profile. This is less than {@link DesiredState}, so that a
 * resource whose spec is no longer understood can still be deleted.
 *
 * @param name the name to look up if no ARN is recorded; empty if the spec lacks what a creation
 *     needs, so that no profile was ever created
 */
public record DeletionRequest(
    Owner owner,
    String region,
    Optional<String> name,
    Optional<DeletionPolicy> deletionPolicy,
    ManagementPolicy managementPolicy,
    boolean suspended,
    boolean adopts) {

  /**
   * Whether to delete the profile. Without a policy, a profile that was created here is deleted,
   * and an adopted one is retained.
   */
  public boolean deletes(ProfileRecord record) {
    var policy =
        deletionPolicy.orElse(
            mayHaveCreated(record) ? DeletionPolicy.DELETE : DeletionPolicy.RETAIN);
    return managementPolicy == ManagementPolicy.FULL && policy == DeletionPolicy.DELETE;
  }

  /**
   * Whether the profile may have been created here. Otherwise, it existed before and was adopted.
   */
  public boolean mayHaveCreated(ProfileRecord record) {
    return record.createdHere() || (record.arn().isEmpty() && !adopts);
  }
}
