package io.bedrockoperator.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the status records about the profile: how it was last observed, and what later
 * reconciliations have to know. Unknown texts are empty.
 *
 * @param token the present {@code clientRequestToken}; only profiles that were created here have
 *     one
 * @param appliedTagKeys keys of the user tags that were applied from the spec, and may be removed
 *     later
 * @param previousArns lost profiles of this resource, which never count as existing ones again
 * @param bedrockStatus the status as Bedrock sends it
 * @param models ARNs, sorted
 * @param createdAt the time that AWS reports, in ISO 8601
 * @param syncedGeneration the generation of the spec that the profile was last in sync with,
 *     including its tags; empty while that is in doubt
 * @param refusal what AWS last refused
 * @param pin the account that the profile lives in, or is to be created in; empty for the
 *     operator's own account while its id is unknown
 */
public record ProfileRecord(
    Optional<String> arn,
    Optional<String> token,
    Set<String> appliedTagKeys,
    List<String> previousArns,
    String bedrockStatus,
    String type,
    List<String> models,
    String createdAt,
    Optional<Long> syncedGeneration,
    Optional<Refusal> refusal,
    Optional<Pin> pin) {

  public static final ProfileRecord NOTHING =
      new ProfileRecord(
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          List.of(),
          "",
          "",
          List.of(),
          "",
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** How many lost profiles the status names at most. */
  private static final int PREVIOUS_ARNS = 5;

  /**
   * A refusal by AWS that stands until something changes.
   *
   * @param generation the generation of the spec that was refused
   */
  public record Refusal(Subject subject, long generation) {
    /** What was refused. */
    public enum Subject {
      /** The name is taken. */
      NAME,
      /** A field of the spec is invalid. */
      SPEC
    }
  }

  public ProfileRecord {
    appliedTagKeys = Set.copyOf(appliedTagKeys);
    previousArns = List.copyOf(previousArns);
    // Bedrock guarantees no order, and a different order must not count as a change.
    models = models.stream().sorted().toList();
  }

  public boolean createdHere() {
    return token.isPresent();
  }

  public boolean names(String profileArn) {
    return arn.filter(profileArn::equals).isPresent();
  }

  /**
   * Whether the resource can own that profile. It cannot own one in another account, whatever the
   * tags of the profile say.
   */
  public boolean mayOwn(String profileArn) {
    var accountId = Arn.parse(profileArn).map(Arn::account);
    return pin.map(Pin::accountId).filter(own -> !accountId.equals(Optional.of(own))).isEmpty();
  }

  /**
   * Whether the profile was read at least once. Every response to a read has its type, and no
   * response to a create call does.
   */
  public boolean complete() {
    return !type.isEmpty();
  }

  public boolean active() {
    return bedrockStatus.equals("ACTIVE");
  }

  /**
   * Whether the record is complete and the profile was seen ACTIVE, so that there is nothing to
   * wait for.
   */
  public boolean isFinal() {
    return complete() && active();
  }

  /** Whether the record equals the observed profile in everything that can change in Bedrock. */
  public boolean agreesWith(ObservedProfile profile) {
    return bedrockStatus.equals(profile.status())
        && Set.copyOf(models).equals(Set.copyOf(profile.models()));
  }

  /** Whether the record names a profile that Bedrock did not find when it was last asked. */
  public boolean wasNotFound() {
    return arn.isPresent() && bedrockStatus.isEmpty();
  }

  /**
   * Records the creation of a profile. It may also carry tags of an earlier call with that token.
   */
  public ProfileRecord created(
      String newArn, String status, String usedToken, Set<String> tagKeys) {
    return new ProfileRecord(
        Optional.of(newArn),
        Optional.of(usedToken),
        either(tagKeys),
        previousArns,
        status,
        "",
        List.of(),
        "",
        Optional.empty(),
        Optional.empty(),
        pinOf(newArn));
  }

  public ProfileRecord seen(ObservedProfile profile) {
    return new ProfileRecord(
        Optional.of(profile.arn()),
        token,
        appliedTagKeys,
        previousArns,
        profile.status(),
        profile.type(),
        profile.models(),
        profile.createdAt().map(Instant::toString).orElse(""),
        syncedGeneration,
        Optional.empty(),
        pinOf(profile.arn()));
  }

  /** If no account is recorded, the ARN of the profile says which one it is in. */
  private Optional<Pin> pinOf(String profileArn) {
    return pin.or(
        () -> Arn.parse(profileArn).map(parsed -> new Pin(parsed.account(), Optional.empty())));
  }

  /**
   * Restores the token and the tag keys that this process reported for the same profile, if
   * somebody removed them from the status. Nothing else records that the profile was created here,
   * and which tags the operator may remove.
   */
  public ProfileRecord completedFrom(ProfileRecord reported) {
    var isSame = arn.isPresent() && arn.equals(reported.arn());
    return isSame && token.isEmpty()
        ? withToken(reported.token()).withTagKeysOfEither(reported.appliedTagKeys())
        : this;
  }

  /**
   * Returns an empty record if the recorded profile is not in that account: it is somebody else's
   * then.
   */
  public ProfileRecord ofAccount(String accountId) {
    return arn.flatMap(Arn::parse).filter(named -> !named.account().equals(accountId)).isPresent()
        ? NOTHING.withPin(pin)
        : this;
  }

  public ProfileRecord withPin(Optional<Pin> account) {
    return new ProfileRecord(
        arn,
        token,
        appliedTagKeys,
        previousArns,
        bedrockStatus,
        type,
        models,
        createdAt,
        syncedGeneration,
        refusal,
        account);
  }

  /** Records that the profile is gone and that another one is to be created, with a new token. */
  public ProfileRecord lost(String lostArn, String nextToken) {
    return withoutProfile(lostArn, Optional.of(nextToken), Set.of());
  }

  /** Records that the profile is gone. Another one of this resource may exist. */
  public ProfileRecord gone(String goneArn) {
    return withoutProfile(goneArn, token, appliedTagKeys);
  }

  /** Records that another resource has the profile, which still exists. */
  public ProfileRecord takenAway() {
    return new ProfileRecord(
        Optional.empty(),
        token,
        Set.of(),
        previousArns,
        "",
        "",
        List.of(),
        "",
        Optional.empty(),
        refusal,
        pin);
  }

  private ProfileRecord withoutProfile(
      String goneArn, Optional<String> nextToken, Set<String> keys) {
    var previous = new ArrayList<>(previousArns);
    previous.add(goneArn);
    if (previous.size() > PREVIOUS_ARNS) {
      // Keep the first one: spec.adopt may name it, and it must not be adopted again.
      previous.remove(1);
    }
    return new ProfileRecord(
        Optional.empty(),
        nextToken,
        keys,
        previous,
        "",
        "",
        List.of(),
        "",
        Optional.empty(),
        refusal,
        pin);
  }

  /** Records that Bedrock does not find the profile, which proves nothing yet. */
  public ProfileRecord notFound() {
    return with(token, appliedTagKeys, "", Optional.empty(), refusal);
  }

  public ProfileRecord withToken(Optional<String> other) {
    return with(other, appliedTagKeys, bedrockStatus, syncedGeneration, refusal);
  }

  public ProfileRecord withAppliedTagKeys(Set<String> keys) {
    return with(token, keys, bedrockStatus, syncedGeneration, refusal);
  }

  /**
   * Adds the keys. Until it is known which tag calls took effect, tags of both sets may be on the
   * profile.
   */
  public ProfileRecord withTagKeysOfEither(Set<String> keys) {
    return withAppliedTagKeys(either(keys));
  }

  /**
   * Records that the profile is as that generation of the spec describes it, including its tags.
   */
  public ProfileRecord synced(long generation) {
    return withControl(Optional.of(generation), Optional.empty());
  }

  /** Records that the profile may differ from the spec. */
  public ProfileRecord inDoubt() {
    return withControl(Optional.empty(), refusal);
  }

  public ProfileRecord refused(Refusal.Subject subject, long generation) {
    return withControl(Optional.empty(), Optional.of(new Refusal(subject, generation)));
  }

  /** Records that the earlier refusal no longer stands. */
  public ProfileRecord withoutRefusal() {
    return withControl(syncedGeneration, Optional.empty());
  }

  public boolean isRefused(Refusal.Subject subject) {
    return refusal.filter(stands -> stands.subject() == subject).isPresent();
  }

  public boolean isRefused(Refusal.Subject subject, long ofGeneration) {
    return refusal.equals(Optional.of(new Refusal(subject, ofGeneration)));
  }

  private ProfileRecord withControl(Optional<Long> generation, Optional<Refusal> stands) {
    return with(token, appliedTagKeys, bedrockStatus, generation, stands);
  }

  private ProfileRecord with(
      Optional<String> otherToken,
      Set<String> keys,
      String status,
      Optional<Long> generation,
      Optional<Refusal> stands) {
    return new ProfileRecord(
        arn,
        otherToken,
        keys,
        previousArns,
        status,
        type,
        models,
        createdAt,
        generation,
        stands,
        pin);
  }

  private Set<String> either(Set<String> keys) {
    var all = new HashSet<>(appliedTagKeys);
    all.addAll(keys);
    return all;
  }
}
