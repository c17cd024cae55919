package io.bedrockoperator.reconcile;

import io.bedrockoperator.bedrock.ProfileStore;
import io.bedrockoperator.bedrock.StoreFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The look at the tags of everything that rests in one Region, which nobody loses a profile by and
 * is therefore slow. Where the account may ask for the tags of many profiles at once, that is done
 * in one round of {@link #ROUNDS}; where it may not, each round suspects its share of the profiles.
 * For one thread.
 */
final class TagCheck {

  static final int ROUNDS = 12;

  /** As many as the Resource Groups Tagging API takes (GetResources, ResourceARNList). */
  private static final int BATCH = 100;

  private final ProfileStore profiles;
  private final String region;
  private final Deque<Resting> unseen = new ArrayDeque<>();
  private int roundsToGo;

  /**
   * Nothing is known yet.
   *
   * @param roundsToGo until the first check; different ones keep many processes apart
   */
  TagCheck(ProfileStore profiles, String region, int roundsToGo) {
    this.profiles = profiles;
    this.region = region;
    this.roundsToGo = roundsToGo;
  }

  /**
   * One round.
   *
   * @return whose tags have to be read; they may be right all the same
   * @throws StoreFailure when the check fails; the next round tries again
   */
  List<Resting> suspects(List<Resting> resting) {
    if (roundsToGo > 0) {
      roundsToGo--;
      return shareOfUnseen();
    }
    unseen.clear();
    var suspects = check(resting.stream().filter(found -> !found.tags().isEmpty()).toList());
    roundsToGo = ROUNDS - 1;
    return suspects;
  }

  private List<Resting> check(List<Resting> resting) {
    var suspects = new ArrayList<Resting>();
    for (var from = 0; from < resting.size(); from += BATCH) {
      var batch = resting.subList(from, Math.min(from + BATCH, resting.size()));
      var tagsByArn = profiles.tagsOf(region, batch.stream().map(Resting::arn).toList());
      if (tagsByArn.isEmpty()) {
        unseen.addAll(resting);
        return List.of();
      }
      different(batch, tagsByArn.get()).forEach(suspects::add);
    }
    return suspects;
  }

  private static Stream<Resting> different(
      List<Resting> batch, Map<String, Map<String, String>> tagsByArn) {
    return batch.stream()
        .filter(
            found ->
                !tagsByArn
                    .getOrDefault(found.arn(), Map.of())
                    .entrySet()
                    .containsAll(found.tags().entrySet()));
  }

  private List<Resting> shareOfUnseen() {
    var share = new ArrayList<Resting>();
    var size = Math.ceilDiv(unseen.size(), roundsToGo + 1);
    while (share.size() < size) {
      share.add(unseen.remove());
    }
    return share;
  }
}
