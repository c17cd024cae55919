package io.bedrockoperator.inventory;

import io.bedrockoperator.aws.ProfileStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks the tags of all resting resources of one Region. The check is slow, since tag drift costs
 * nobody a profile. If the account may read the tags of many profiles in one call, a cycle of
 * rounds reads all of them, evenly spread. If it may not, or if no such call was answered in the
 * previous cycle, each round suspects its share of the profiles. Not safe for use by multiple
 * threads.
 */
final class TagDriftScan {

  private static final int LEAST_ROUNDS = 12;

  /** Holds for any resync interval: the ten calls for a thousand profiles are noticeable. */
  private static final Duration SHORTEST_CYCLE = Duration.ofMinutes(15);

  /** The most that the Resource Groups Tagging API takes (GetResources, ResourceARNList). */
  private static final int BATCH = 100;

  private final ProfileStore profiles;
  private final int rounds;
  private final Deque<Resting> unseen = new ArrayDeque<>();
  private int roundsToGo;
  private int batches;
  private boolean mayAsk;
  private int unansweredCalls;

  /**
   * @param rounds how many rounds make a cycle
   * @param roundsToGo how many rounds pass before the first cycle; a random number spreads the
   *     calls of many processes
   */
  TagDriftScan(ProfileStore profiles, int rounds, int roundsToGo) {
    this.profiles = profiles;
    this.rounds = rounds;
    this.roundsToGo = roundsToGo;
  }

  /** How many rounds make a cycle if one round runs every {@code resync}. */
  static int rounds(Duration resync) {
    return Math.max(LEAST_ROUNDS, (int) Math.ceilDiv(SHORTEST_CYCLE.toMillis(), resync.toMillis()));
  }

  /**
   * Runs one round.
   *
   * @return the resources whose tags have to be read; the tags may turn out to be right
   * @throws StoreFailure if the check fails; the next round tries again
   */
  List<Resting> suspects(List<Resting> resting) {
    if (roundsToGo == 0) {
      begin(resting);
    }
    roundsToGo--;
    // A resource whose spec or profile changed meanwhile had a reconciliation of its own.
    unseen.retainAll(Set.copyOf(resting));
    return mayAsk ? askForDue() : shareOfUnseen();
  }

  private void begin(List<Resting> resting) {
    unseen.clear();
    resting.stream().filter(found -> !found.tags().isEmpty()).forEach(unseen::add);
    batches = Math.ceilDiv(unseen.size(), BATCH);
    roundsToGo = rounds;
    mayAsk = unansweredCalls < rounds;
    unansweredCalls = 0;
  }

  private List<Resting> askForDue() {
    var due = unseen.stream().limit((long) batchesDue() * BATCH).toList();
    var suspects = new ArrayList<Resting>();
    for (var from = 0; from < due.size(); from += BATCH) {
      var batch = due.subList(from, Math.min(from + BATCH, due.size()));
      unansweredCalls++;
      var tagsByArn = profiles.tagsOf(batch.stream().map(Resting::arn).toList());
      unansweredCalls = 0;
      if (tagsByArn.isEmpty()) {
        mayAsk = false;
        return shareOfUnseen();
      }
      different(batch, tagsByArn.get()).forEach(suspects::add);
    }
    due.forEach(seen -> unseen.remove());
    return suspects;
  }

  private int batchesDue() {
    var round = rounds - roundsToGo;
    var asked = batches - Math.ceilDiv(unseen.size(), BATCH);
    return Math.max(0, Math.ceilDiv(round * batches, rounds) - asked);
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
