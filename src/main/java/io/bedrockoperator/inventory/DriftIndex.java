package io.bedrockoperator.inventory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Tracks which resources rest (their profile is as it should be), which move (a reconciliation of
 * them began, and they do not rest yet), and whose tags are in doubt. Safe for use by multiple
 * threads.
 */
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
      // No reconciliation reads the tags of such a resource, so none would ever clear the doubt.
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

  /** Whether this process has never reconciled the resource, or has forgotten it. */
  public boolean isUnknown(String uid) {
    return !restingByUid.containsKey(uid) && !movingUids.contains(uid);
  }

  public void forget(String uid) {
    restingByUid.remove(uid);
    movingUids.remove(uid);
    uidsOfDoubtfulTags.remove(uid);
  }

  /** Ignores a resource that no longer rests: it was reconciled after it had been suspected. */
  void doubtTagsAtRest(String uid) {
    if (restingByUid.containsKey(uid)) {
      uidsOfDoubtfulTags.add(uid);
    }
  }

  /** Ignores a resource that is unknown here: no reconciliation would ever clear the doubt. */
  public void doubtTagsOfLiving(String uid) {
    if (restingByUid.containsKey(uid) || movingUids.contains(uid)) {
      doubtTags(uid);
    }
  }

  /** The next reconciliation of the resource reads its tags; the next resync round causes one. */
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
