package io.bedrockoperator.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the status records of the profile: how it was seen last, and what later reconciliations have
 * to know. Unknown texts are empty.
 *
 * @param token the {@code clientRequestToken} in force; present only for profiles that were created
 *     here
 * @param appliedTagKeys the user tags that were applied from the spec, and may be removed later
 * @param previousArns profiles of this resource that vanished; never taken for living ones again
 * @param bedrockStatus Bedrock's status, raw
 * @param models ARNs, sorted
 * @param createdAt as AWS says it, ISO 8601
 * @param syncedGeneration the generation of the spec that the profile was last in line with, its
 *     tags included; empty while that is in doubt
 * @param refusal what AWS refused last
 * @param pin the account that the profile lives in, or is to be created in; empty for the
 *     operator's own, as far as it is not known which one that is
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

  /** How many lost profiles the status names. */
  private static final int PREVIOUS_ARNS = 5;

  /**
   * A refusal by AWS that stands until something changes.
   *
   * @param generation of the spec that it was about
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
    // Bedrock promises no order, and another order must not be news.
    models = models.stream().sorted().toList();
  }

  public boolean createdHere() {
    return token.isPresent();
  }

  public boolean names(String profileArn) {
    return arn.filter(profileArn::equals).isPresent();
  }

  /**
   * No resource owns a profile in another account than its own, whatever the profile's tags say.
   */
  public boolean mayOwn(String profileArn) {
    var accountId = Arn.parse(profileArn).map(Arn::account);
    return pin.map(Pin::accountId).filter(own -> !accountId.equals(Optional.of(own))).isEmpty();
  }

  /**
   * The profile was read at least once: its type is in every answer to a read, and in none to a
   * creation.
   */
  public boolean complete() {
    return !type.isEmpty();
  }

  public boolean active() {
    return bedrockStatus.equals("ACTIVE");
  }

  /** It is known, and was seen ACTIVE: nothing more to wait for. */
  public boolean isFinal() {
    return complete() && active();
  }

  /** Nothing that can change in Bedrock is seen otherwise there. */
  public boolean agreesWith(ObservedProfile profile) {
    return bedrockStatus.equals(profile.status())
        && Set.copyOf(models).equals(Set.copyOf(profile.models()));
  }

  /** A profile was named, and Bedrock said nothing of its status when it was last asked. */
  public boolean wasNotFound() {
    return arn.isPresent() && bedrockStatus.isEmpty();
  }

  /** The profile may carry what an earlier call with that token put on it. */
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

  /** Without a BedrockAccount, the profile itself says in which account it is. */
  private Optional<Pin> pinOf(String profileArn) {
    return pin.or(
        () -> Arn.parse(profileArn).map(parsed -> new Pin(parsed.account(), Optional.empty())));
  }

  /**
   * Somebody may have taken out of the status what this process reported of the same profile. No
   * other record says that the profile was created here, or which tags are ours to remove.
   */
  public ProfileRecord completedFrom(ProfileRecord reported) {
    var isSame = arn.isPresent() && arn.equals(reported.arn());
    return isSame && token.isEmpty()
        ? withToken(reported.token()).withTagKeysOfEither(reported.appliedTagKeys())
        : this;
  }

  /** In that account, a profile that is not of it is somebody else's. */
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

  /** The profile is gone; from now on another is to be created, under a new token. */
  public ProfileRecord lost(String lostArn, String nextToken) {
    return withoutProfile(lostArn, Optional.of(nextToken), Set.of());
  }

  /** The profile is gone; another of ours may be there. */
  public ProfileRecord gone(String goneArn) {
    return withoutProfile(goneArn, token, appliedTagKeys);
  }

  /** Another resource has the profile, which lives. */
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
      // The first one may be what spec.adopt names, which is not to be adopted again.
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

  /** Bedrock does not find the profile, which proves nothing yet. */
  public ProfileRecord notFound() {
    return with(token, appliedTagKeys, "", Optional.empty(), refusal);
  }

  public ProfileRecord withToken(Optional<String> other) {
    return with(other, appliedTagKeys, bedrockStatus, syncedGeneration, refusal);
  }

  public ProfileRecord withAppliedTagKeys(Set<String> keys) {
    return with(token, keys, bedrockStatus, syncedGeneration, refusal);
  }

  /** Until it is known which tag writes happened, keys of either state may be there. */
  public ProfileRecord withTagKeysOfEither(Set<String> keys) {
    return withAppliedTagKeys(either(keys));
  }

  /** The profile is as that generation of the spec describes it, its tags included. */
  public ProfileRecord synced(long generation) {
    return withControl(Optional.of(generation), Optional.empty());
  }

  /** Nobody knows any more whether the profile is as the spec describes it. */
  public ProfileRecord inDoubt() {
    return withControl(Optional.empty(), refusal);
  }

  public ProfileRecord refused(Refusal.Subject subject, long generation) {
    return withControl(Optional.empty(), Optional.of(new Refusal(subject, generation)));
  }

  /** What was refused before does not stand any more. */
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

  /** The same profile, seen as before. */
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
