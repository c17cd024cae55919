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
 * The look at the tags of everything that rests in one Region, which nobody loses a profile by and
 * is therefore slow. Where the account may ask for the tags of many profiles at once, a cycle of
 * rounds asks for all of them, evenly spread; where it may not, or none of them was answered in the
 * cycle before, each round suspects its share of the profiles. For one thread.
 */
final class TagDriftScan {

  private static final int LEAST_ROUNDS = 12;

  /** However often profiles are looked at: ten calls for a thousand profiles are felt. */
  private static final Duration SHORTEST_CYCLE = Duration.ofMinutes(15);

  /** As many as the Resource Groups Tagging API takes (GetResources, ResourceARNList). */
  private static final int BATCH = 100;

  private final ProfileStore profiles;
  private final int rounds;
  private final Deque<Resting> unseen = new ArrayDeque<>();
  private int roundsToGo;
  private int batches;
  private boolean mayAsk;
  private int asksInVain;

  /**
   * Nothing is known yet.
   *
   * @param rounds of a cycle
   * @param roundsToGo until the first cycle; different ones keep many processes apart
   */
  TagDriftScan(ProfileStore profiles, int rounds, int roundsToGo) {
    this.profiles = profiles;
    this.rounds = rounds;
    this.roundsToGo = roundsToGo;
  }

  /** Of a cycle, where a round comes every so often. */
  static int rounds(Duration resync) {
    return Math.max(LEAST_ROUNDS, (int) Math.ceilDiv(SHORTEST_CYCLE.toMillis(), resync.toMillis()));
  }

  /**
   * One round.
   *
   * @return whose tags have to be read; they may be right all the same
   * @throws StoreFailure when the check fails; the next round tries again
   */
  List<Resting> suspects(List<Resting> resting) {
    if (roundsToGo == 0) {
      begin(resting);
    }
    roundsToGo--;
    // Whose spec or profile changed meanwhile had a reconciliation of its own.
    unseen.retainAll(Set.copyOf(resting));
    return mayAsk ? askForDue() : shareOfUnseen();
  }

  private void begin(List<Resting> resting) {
    unseen.clear();
    resting.stream().filter(found -> !found.tags().isEmpty()).forEach(unseen::add);
    batches = Math.ceilDiv(unseen.size(), BATCH);
    roundsToGo = rounds;
    mayAsk = asksInVain < rounds;
    asksInVain = 0;
  }

  private List<Resting> askForDue() {
    var due = unseen.stream().limit((long) batchesDue() * BATCH).toList();
    var suspects = new ArrayList<Resting>();
    for (var from = 0; from < due.size(); from += BATCH) {
      var batch = due.subList(from, Math.min(from + BATCH, due.size()));
      asksInVain++;
      var tagsByArn = profiles.tagsOf(batch.stream().map(Resting::arn).toList());
      asksInVain = 0;
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
