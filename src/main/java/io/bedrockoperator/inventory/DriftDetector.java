package io.bedrockoperator.inventory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.reconcile.ReconcileMemories;
import io.bedrockoperator.reconcile.ResourceReconciler;
import io.bedrockoperator.reconcile.SharedState;
import io.bedrockoperator.reconcile.Statuses;
import io.bedrockoperator.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The look at everything that rests: one listing for each Region, and a slower look at the tags.
 * Who is seen changed is woken, and looks for itself: what is seen here decides nothing. And the
 * look at what was missed: resources that no event told of. Rounds must not overlap.
 */
public final class DriftDetector {

  private static final Logger LOG = LoggerFactory.getLogger(DriftDetector.class);

  private final SharedState shared;
  private final Map<String, TagDriftScan> tagChecks = new ConcurrentHashMap<>();
  private final Set<String> busyRegions = ConcurrentHashMap.newKeySet();

  public DriftDetector(SharedState shared) {
    this.shared = shared;
  }

  /** How long until the next round. */
  public Duration untilNext() {
    return shared.surroundings().pace().untilResync();
  }

  /**
   * One round. A Region that has not answered since the last one is left out.
   *
   * @param watched the resources as the watch shows them now
   * @param wake hears of every resource that has to have a pass; from any thread
   * @param branch runs what it is given for each Region, so that none waits for another
   */
  public void run(
      Supplier<Stream<InferenceProfile>> watched,
      Consumer<InferenceProfile> wake,
      Consumer<Runnable> branch) {
    var known = shared.recollections().names();
    var present =
        watched.get().collect(toMap(ReconcileMemories::nameOf, Function.identity(), (a, b) -> b));
    known.stream()
        .filter(name -> !present.containsKey(name))
        .forEach(shared.recollections()::forget);
    present.values().stream().filter(this::wasMissed).forEach(wake);
    var byUid =
        present.values().stream()
            .collect(toMap(found -> found.getMetadata().getUid(), Function.identity()));
    shared.watchlist().resting().stream()
        .filter(found -> byUid.containsKey(found.owner().uid()))
        .collect(groupingBy(Resting::region))
        .forEach((region, resting) -> branch.accept(() -> look(region, resting, byUid, wake)));
  }

  /** No event told of it, or of its present spec; or it claims a rest that nobody knows of. */
  private boolean wasMissed(InferenceProfile resource) {
    var uid = resource.getMetadata().getUid();
    return shared.watchlist().isUnknown(uid)
        || !Statuses.isCurrent(resource)
        || Statuses.isRequested(resource)
        || (!shared.watchlist().isResting(uid) && Statuses.says(resource, Reason.AVAILABLE));
  }

  private void look(
      String region,
      List<Resting> resting,
      Map<String, InferenceProfile> byUid,
      Consumer<InferenceProfile> wake) {
    if (!busyRegions.add(region)) {
      return;
    }
    try {
      suspects(region, resting)
          .forEach(found -> shared.watchlist().doubtTagsAtRest(found.owner().uid()));
      changed(region, resting, byUid).stream()
          .map(found -> byUid.get(found.owner().uid()))
          .forEach(wake);
    } finally {
      busyRegions.remove(region);
    }
  }

  private List<Resting> suspects(String region, List<Resting> resting) {
    var check = tagChecks.computeIfAbsent(region, this::tagCheck);
    return unlessFailing(region, () -> check.suspects(resting), List.of());
  }

  private TagDriftScan tagCheck(String region) {
    var pace = shared.surroundings().pace();
    var rounds = TagDriftScan.rounds(pace.resync());
    var first = pace.random().nextInt(rounds);
    return new TagDriftScan(shared.surroundings().profiles(), region, rounds, first);
  }

  private List<Resting> changed(
      String region, List<Resting> resting, Map<String, InferenceProfile> byUid) {
    var now = shared.surroundings().nanoTime().getAsLong();
    return unlessFailing(
        region,
        () -> {
          var listing = shared.listings().since(region, now);
          return resting.stream()
              .filter(
                  found ->
                      hasChanged(found, listing)
                          || isRestless(found, byUid.get(found.owner().uid())))
              .toList();
        },
        // Each of them tells of the failure, once the last listing is too old.
        resting);
  }

  /**
   * Its status does not say that it rests: somebody wrote it, or a write of ours came late. Or it
   * does not say all that it could by now.
   */
  private boolean isRestless(Resting found, @Nullable InferenceProfile resource) {
    return resource != null
        && (!Statuses.says(resource, Reason.AVAILABLE)
            || (shared.keptStatuses().keepAll() && !Statuses.facts(resource).equals(found.facts()))
            || (!found.tags().isEmpty() && !resource.hasFinalizer(ResourceReconciler.FINALIZER))
            || shared.keptStatuses().maySayMore(resource.getMetadata().getUid()));
  }

  private boolean hasChanged(Resting found, RegionSnapshot listing) {
    return !found.isAsIn(listing) || shared.watchlist().tagsAreDoubtful(found.owner().uid());
  }

  private static List<Resting> unlessFailing(
      String region, Supplier<List<Resting>> look, List<Resting> otherwise) {
    try {
      return look.get();
    } catch (StoreFailure failure) {
      LOG.atWarn()
          .addKeyValue("region", region)
          .log("resync: {}; the next resync tries again", failure.getMessage());
      return otherwise;
    }
  }
}
