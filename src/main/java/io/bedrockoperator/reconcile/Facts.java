package io.bedrockoperator.reconcile;

import io.bedrockoperator.bedrock.ProfileStore.Created;
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
record Facts(Recorded recorded, String word, String type, List<String> models, String createdAt) {

  /** How many lost profiles the status names. */
  private static final int PREVIOUS_ARNS = 5;

  Facts {
    // Bedrock promises no order, and another order must not be news.
    models = models.stream().sorted().toList();
  }

  static Facts nothingBut(Recorded recorded) {
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
  boolean agreeWith(ObservedProfile profile) {
    return word.equals(profile.status()) && Set.copyOf(models).equals(Set.copyOf(profile.models()));
  }

  Facts created(Created answer, String token, Set<String> tagKeys) {
    return new Facts(
        new Recorded(
            Optional.of(answer.arn()), Optional.of(token), tagKeys, recorded.previousArns()),
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

  Facts withToken(Optional<String> token) {
    return withRecorded(
        new Recorded(recorded.arn(), token, recorded.appliedTagKeys(), recorded.previousArns()));
  }

  Facts withAppliedTagKeys(Set<String> keys) {
    return withRecorded(
        new Recorded(recorded.arn(), recorded.token(), keys, recorded.previousArns()));
  }

  /**
   * Until both writes of a tag change are known to have happened, keys of either state may be
   * there.
   */
  Facts withTagChangeBegun(Set<String> keys) {
    var either = new HashSet<>(recorded.appliedTagKeys());
    either.addAll(keys);
    return withAppliedTagKeys(either);
  }

  Facts lost(String arn, String nextToken) {
    return withoutProfile(arn, Optional.of(nextToken), Set.of());
  }

  /** The profile is lost, and another of ours is there. */
  Facts replaced(String arn) {
    return withoutProfile(arn, recorded.token(), recorded.appliedTagKeys());
  }

  private Facts withoutProfile(String arn, Optional<String> token, Set<String> appliedTagKeys) {
    var previous = new ArrayList<>(recorded.previousArns());
    previous.add(arn);
    var last = previous.subList(Math.max(0, previous.size() - PREVIOUS_ARNS), previous.size());
    return nothingBut(new Recorded(Optional.empty(), token, appliedTagKeys, last));
  }

  private Facts withRecorded(Recorded changed) {
    return new Facts(changed, word, type, models, createdAt);
  }
}
