package io.bedrockoperator.inventory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The resources that rest or move, and those whose tags are in doubt. Safe for many threads. */
public final class DriftIndex {

  private final ConcurrentMap<String, Resting> restingByUid = new ConcurrentHashMap<>();
  private final Set<String> movingUids = ConcurrentHashMap.newKeySet();
  private final Set<String> uidsOfDoubtfulTags = ConcurrentHashMap.newKeySet();

  public List<Resting> resting() {
    return List.copyOf(restingByUid.values());
  }

  public void rests(Resting resting) {
    restingByUid.put(resting.owner().uid(), resting);
    movingUids.remove(resting.owner().uid());
    if (resting.tags().isEmpty()) {
      // Nobody will read them, and so nobody would ever drop the doubt.
      tagsAreRight(resting.owner().uid());
    }
  }

  public void moves(String uid) {
    movingUids.add(uid);
    restingByUid.remove(uid);
  }

  public Optional<Resting> restingOf(String uid) {
    return Optional.ofNullable(restingByUid.get(uid));
  }

  public boolean isResting(String uid) {
    return restingByUid.containsKey(uid);
  }

  /** Nothing was ever done about it here, or it was forgotten. */
  public boolean isUnknown(String uid) {
    return !restingByUid.containsKey(uid) && !movingUids.contains(uid);
  }

  public void forget(String uid) {
    restingByUid.remove(uid);
    movingUids.remove(uid);
    uidsOfDoubtfulTags.remove(uid);
  }

  /** Whoever does not rest was reconciled since that was suspected. */
  void doubtTagsAtRest(String uid) {
    if (restingByUid.containsKey(uid)) {
      uidsOfDoubtfulTags.add(uid);
    }
  }

  /** Unless nobody has it, and so nobody would ever drop the doubt. */
  public void doubtTagsOfLiving(String uid) {
    if (restingByUid.containsKey(uid) || movingUids.contains(uid)) {
      doubtTags(uid);
    }
  }

  /** Its next reconciliation reads them, and the next round sees to it that there is one. */
  public void doubtTags(String uid) {
    uidsOfDoubtfulTags.add(uid);
  }

  public boolean tagsAreDoubtful(String uid) {
    return uidsOfDoubtfulTags.contains(uid);
  }

  public void tagsAreRight(String uid) {
    uidsOfDoubtfulTags.remove(uid);
  }
}
