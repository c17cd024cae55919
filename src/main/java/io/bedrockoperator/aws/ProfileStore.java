package io.bedrockoperator.aws;

import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.ModelLifecycle;
import io.bedrockoperator.profile.ObservedProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything this operator may ask of Bedrock in one account and Region; every ARN is of it. Calls
 * return values or throw {@link StoreFailure}, nothing else. Reads are eventually consistent: what
 * was just created may be missing, what was just deleted may still be there. Safe for many threads
 * at once. A call waits up to a minute for its turn in the Region's call budget, and then blocks
 * for at most the SDK's call timeout, and ten seconds more where AWS asks for fewer calls.
 */
public interface ProfileStore {

  /** Empty when Bedrock does not know the profile (yet, or any more). */
  Optional<ObservedProfile> find(String arn);

  /** Empty when Bedrock does not know the profile (yet, or any more). */
  Optional<Map<String, String>> tags(String arn);

  /**
   * The tags of many profiles in one call to the Resource Groups Tagging API, by ARN. They come
   * from an index that follows the profiles at a distance AWS says nothing about: a profile is
   * absent when it never had a tag, when the index does not know it yet, or when it is gone; one
   * that lost its last tag is there, without tags; all may be as it was at an earlier time. So an
   * answer may only raise a suspicion, for {@link #tags} to confirm; alone it must never decide
   * anything.
   *
   * @param arns at most 100; no call is made for none
   * @return empty when this account may not use that API
   */
  Optional<Map<String, Map<String, String>>> tagsOf(List<String> arns);

  /**
   * Every application profile; several may have one name where names are not unique.
   *
   * @param leaves runs right before the first request leaves, when its turn has come, and again
   *     before each repeat of it: what Bedrock had created by the last time may be expected there
   */
  List<ObservedProfile> list(Runnable leaves);

  /**
   * ARNs of the models behind a foundation model or a system-defined profile; empty when Bedrock
   * does not know it.
   */
  Set<String> modelsOf(String copyFrom);

  /**
   * Every foundation model that the account is offered here, by its id, in one call. A model whose
   * life Bedrock does not tell is left out.
   *
   * @return empty when this account may not list them
   */
  Optional<Map<String, ModelLifecycle>> models();

  /**
   * Creates the profile with all its tags in one call.
   *
   * @param token Bedrock answers a repeat of it with the profile created the first time, for a time
   *     that is not documented
   */
  Created create(DesiredProfile profile, String token);

  /**
   * Puts tags first, then removes; no call for an empty set. Where there is no room to put them
   * all, removes first.
   *
   * @return the request id of the last call
   */
  String retag(String arn, Map<String, String> put, Set<String> remove);

  /**
   * Empty when Bedrock does not know the profile (yet, or any more), and so deleted nothing; else
   * the request id.
   */
  Optional<String> delete(String arn);

  /**
   * The answer to a creation.
   *
   * @param status Bedrock's word, raw; empty when the answer held none
   */
  record Created(String arn, String status, String requestId) {}
}
