package io.bedrockoperator.aws;

import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.ModelLifecycle;
import io.bedrockoperator.profile.ObservedProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything this operator may ask of Bedrock in one account and Region; every ARN belongs to them.
 * Calls return values or throw {@link StoreFailure}, nothing else. Reads are eventually consistent:
 * a profile that was just created may be missing, and one that was just deleted may still be there.
 * Safe for use by multiple threads.
 *
 * <p>A call waits up to 30 seconds for its turn in the Region's call budget, and then blocks for at
 * most the SDK's call timeout, or ten seconds longer if AWS throttles it.
 */
public interface ProfileStore {

  /** Empty when Bedrock does not know the profile (yet, or any more). */
  Optional<ObservedProfile> find(String arn);

  /** Empty when Bedrock does not know the profile (yet, or any more). */
  Optional<Map<String, String>> tags(String arn);

  /**
   * The tags of many profiles by ARN, in one call to the Resource Groups Tagging API. They come
   * from an index that lags behind the profiles, by a time that AWS does not document: a profile is
   * absent if it never had a tag, if the index does not know it yet, or if it is gone; a profile
   * that lost its last tag is present without tags; and any entry may show an earlier state. So an
   * answer may only raise a suspicion, for {@link #tags} to confirm, and must never decide anything
   * alone.
   *
   * @param arns at most 100; makes no call if there are none
   * @return empty if this account may not use that API
   */
  Optional<Map<String, Map<String, String>>> tagsOf(List<String> arns);

  /**
   * Every application profile; several may have the same name.
   *
   * @param leaves runs right before the first request is sent, once its turn has come, and again
   *     before each retry of it: the listing may be expected to hold what Bedrock had created by
   *     the last of these times
   */
  List<ObservedProfile> list(Runnable leaves);

  /**
   * The ARNs of the models behind a foundation model or a system-defined profile; empty if Bedrock
   * does not know it.
   */
  Set<String> modelsOf(String copyFrom);

  /**
   * Every foundation model that Bedrock offers to the account in this Region, by its id, in one
   * call. Leaves out models without a lifecycle.
   *
   * @return empty if this account may not list them
   */
  Optional<Map<String, ModelLifecycle>> models();

  /**
   * Creates the profile with all its tags in one call.
   *
   * @param token the idempotency token: for a time that is not documented, Bedrock answers a
   *     request with the same token with the profile that the first one created
   */
  Created create(DesiredProfile profile, String token);

  /**
   * Adds or replaces tags first, and then removes tags; makes no call for an empty set. If the new
   * tags would exceed the limit of tags, removes first.
   *
   * @return the request id of the last call
   */
  String retag(String arn, Map<String, String> put, Set<String> remove);

  /**
   * Deletes the profile.
   *
   * @return the request id; empty if Bedrock does not know the profile (yet, or any more), and so
   *     deleted nothing
   */
  Optional<String> delete(String arn);

  /**
   * The answer to a creation.
   *
   * @param status the status as Bedrock spells it; empty if the answer held none
   */
  record Created(String arn, String status, String requestId) {}
}
