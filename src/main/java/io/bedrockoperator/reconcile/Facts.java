package io.bedrockoperator.reconcile;

import io.bedrockoperator.aws.ProfileStore.Created;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.profile.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the profile and goes into the status. Unknown texts are empty.
 *
 * @param word Bedrock's status, raw
 * @param createdAt as AWS says it, ISO 8601
 */
public record Facts(
    Recorded recorded, String word, String type, List<String> models, String createdAt) {

  /** How many lost profiles the status names. */
  private static final int PREVIOUS_ARNS = 5;

  public Facts {
    // Bedrock promises no order, and another order must not be news.
    models = models.stream().sorted().toList();
  }

  public static Facts nothingBut(Recorded recorded) {
    return new Facts(recorded, "", "", List.of(), "");
  }

  /**
   * The profile was read at least once: its type is in every answer to a read, and in none to a
   * creation.
   */
  boolean complete() {
    return !type.isEmpty();
  }

  /** It is known, and was seen ACTIVE: nothing more to wait for. */
  boolean areFinal() {
    return complete() && word.equals("ACTIVE");
  }

  /** Nothing that can change in Bedrock is seen otherwise there. */
  public boolean agreeWith(ObservedProfile profile) {
    return word.equals(profile.status()) && Set.copyOf(models).equals(Set.copyOf(profile.models()));
  }

  /** The profile may carry what an earlier call with that token put on it. */
  Facts created(Created answer, String token, Set<String> tagKeys) {
    var either = withTagKeysOfEither(tagKeys).recorded;
    return new Facts(
        new Recorded(
            Optional.of(answer.arn()),
            Optional.of(token),
            either.appliedTagKeys(),
            either.previousArns()),
        answer.status(),
        "",
        List.of(),
        "");
  }

  Facts seen(ObservedProfile profile) {
    return new Facts(
        new Recorded(
            Optional.of(profile.arn()),
            recorded.token(),
            recorded.appliedTagKeys(),
            recorded.previousArns()),
        profile.status(),
        profile.type(),
        profile.models(),
        profile.createdAt().map(Instant::toString).orElse(""));
  }

  /**
   * Somebody may have taken out of the status what this process reported of the same profile. No
   * other record says that the profile was created here, or which tags are ours to remove.
   */
  Facts with(Facts reported) {
    var isSame = recorded.arn().isPresent() && recorded.arn().equals(reported.recorded().arn());
    return isSame && recorded.token().isEmpty()
        ? withToken(reported.recorded().token())
            .withTagKeysOfEither(reported.recorded().appliedTagKeys())
        : this;
  }

  Facts withToken(Optional<String> token) {
    return withRecorded(
        new Recorded(recorded.arn(), token, recorded.appliedTagKeys(), recorded.previousArns()));
  }

  Facts withAppliedTagKeys(Set<String> keys) {
    return withRecorded(
        new Recorded(recorded.arn(), recorded.token(), keys, recorded.previousArns()));
  }

  /** Until it is known which tag writes happened, keys of either state may be there. */
  Facts withTagKeysOfEither(Set<String> keys) {
    var either = new HashSet<>(recorded.appliedTagKeys());
    either.addAll(keys);
    return withAppliedTagKeys(either);
  }

  Facts lost(String arn, String nextToken) {
    return withoutProfile(arn, Optional.of(nextToken), Set.of());
  }

  /** The profile is gone; another of ours may be there. */
  Facts gone(String arn) {
    return withoutProfile(arn, recorded.token(), recorded.appliedTagKeys());
  }

  /** Bedrock does not find the profile, which proves nothing yet. */
  Facts notFound() {
    return new Facts(recorded, "", type, models, createdAt);
  }

  /** A profile was named, and Bedrock said nothing of its status when it was last asked. */
  boolean wereNotFound() {
    return recorded.arn().isPresent() && word.isEmpty();
  }

  private Facts withoutProfile(String arn, Optional<String> token, Set<String> appliedTagKeys) {
    var previous = new ArrayList<>(recorded.previousArns());
    previous.add(arn);
    if (previous.size() > PREVIOUS_ARNS) {
      // The first one may be what spec.adopt names, which is not to be adopted again.
      previous.remove(1);
    }
    return nothingBut(new Recorded(Optional.empty(), token, appliedTagKeys, previous));
  }

  private Facts withRecorded(Recorded changed) {
    return new Facts(changed, word, type, models, createdAt);
  }
}
