package io.bedrockoperator.inventory;

import io.bedrockoperator.aws.ProfileStores;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.profile.AccountRegion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds resting resources whose profiles may have changed in AWS, with one listing for each Region
 * and a slower check of the tags. A finding decides nothing by itself: it only causes a
 * reconciliation. Safe for use by multiple threads.
 */
public final class DriftDetector {

  private static final Logger LOG = LoggerFactory.getLogger(DriftDetector.class);

  private final ProfileStores stores;
  private final Inventories inventories;
  private final DriftIndex index;
  private final Duration resync;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;
  private final Map<AccountRegion, TagDriftScan> scans = new ConcurrentHashMap<>();
  private final Set<AccountRegion> busy = ConcurrentHashMap.newKeySet();

  /**
   * @param resync the interval between two checks of a Region
   */
  public DriftDetector(
      ProfileStores stores,
      Inventories inventories,
      DriftIndex index,
      Duration resync,
      RandomGenerator random,
      LongSupplier nanoTime) {
    this.stores = stores;
    this.inventories = inventories;
    this.index = index;
    this.resync = resync;
    this.random = random;
    this.nanoTime = nanoTime;
  }

  /**
   * Checks a Region, unless the previous check of it is still running.
   *
   * @param isRestless whether a resource has to be reconciled whatever AWS says
   * @return the resources to reconcile; all of them if the Region cannot be listed, so that each
   *     one reports the failure once the last listing is too old
   */
  public List<Resting> changed(
      AccountRegion place, List<Resting> resting, Predicate<Resting> isRestless) {
    if (!busy.add(place)) {
      return List.of();
    }
    try {
      var scan = scans.computeIfAbsent(place, this::scan);
      unlessFailing(place, () -> scan.suspects(resting), List.of())
          .forEach(found -> index.doubtTagsAtRest(found.owner().uid()));
      return unlessFailing(place, () -> inListing(place, resting, isRestless), resting);
    } finally {
      busy.remove(place);
    }
  }

  private List<Resting> inListing(
      AccountRegion place, List<Resting> resting, Predicate<Resting> isRestless) {
    var snapshot = inventories.since(place, nanoTime.getAsLong());
    return resting.stream()
        .filter(found -> hasChanged(found, snapshot) || isRestless.test(found))
        .toList();
  }

  private boolean hasChanged(Resting found, RegionSnapshot snapshot) {
    return !found.isAsIn(snapshot) || index.tagsAreDoubtful(found.owner().uid());
  }

  private TagDriftScan scan(AccountRegion place) {
    var rounds = TagDriftScan.rounds(resync);
    return new TagDriftScan(stores.of(place), rounds, random.nextInt(rounds));
  }

  private static List<Resting> unlessFailing(
      AccountRegion place, Supplier<List<Resting>> look, List<Resting> otherwise) {
    try {
      return look.get();
    } catch (StoreFailure failure) {
      LOG.atWarn()
          .addKeyValue("region", place.region())
          .addKeyValue("account", place.account().id())
          .log("resync: {}; the next resync tries again", failure.getMessage());
      return otherwise;
    }
  }
}
