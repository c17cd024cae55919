package io.bedrockoperator.reconcile;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.bedrock.StoreFailure;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.status.Reason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The look at everything that rests: one listing for each Region, and a slower look at the tags.
 * Who is seen changed is woken, and looks for itself: what is seen here decides nothing. For one
 * thread.
 */
public final class Resync {

  private static final Logger LOG = LoggerFactory.getLogger(Resync.class);

  private final Shared shared;
  private final Map<String, TagCheck> tagChecks = new HashMap<>();

  Resync(Shared shared) {
    this.shared = shared;
  }

  /** How long until the next round. */
  public Duration untilNext() {
    return shared.surroundings().pace().untilResync();
  }

  /**
   * One round.
   *
   * @param watched the resources as the watch last showed them
   * @param wake hears of every resource that has to have a pass
   */
  public void run(Stream<InferenceProfile> watched, Consumer<Owner> wake) {
    var restless = restless(watched);
    shared.watchlist().resting().stream()
        .collect(groupingBy(Resting::region))
        .forEach(
            (region, resting) -> {
              suspects(region, resting)
                  .forEach(found -> shared.watchlist().doubtTagsAtRest(found.owner().uid()));
              changed(region, resting, restless).forEach(found -> wake.accept(found.owner()));
            });
  }

  /** Whose status does not say that it rests: somebody wrote it, or a write of ours came late. */
  private static Set<String> restless(Stream<InferenceProfile> watched) {
    return watched
        .filter(resource -> !Statuses.says(resource, Reason.AVAILABLE))
        .map(resource -> resource.getMetadata().getUid())
        .collect(toSet());
  }

  private List<Resting> suspects(String region, List<Resting> resting) {
    var check = tagChecks.computeIfAbsent(region, this::tagCheck);
    return unlessFailing(region, () -> check.suspects(resting), List.of());
  }

  private TagCheck tagCheck(String region) {
    var pace = shared.surroundings().pace();
    var rounds = TagCheck.rounds(pace.resync());
    var first = pace.random().nextInt(rounds);
    return new TagCheck(shared.surroundings().profiles(), region, rounds, first);
  }

  private List<Resting> changed(String region, List<Resting> resting, Set<String> restless) {
    var now = shared.surroundings().nanoTime().getAsLong();
    return unlessFailing(
        region,
        () -> {
          var listing = shared.listings().since(region, now);
          return resting.stream()
              .filter(found -> hasChanged(found, listing) || restless.contains(found.owner().uid()))
              .toList();
        },
        // Each of them tells of the failure, once the last listing is too old.
        resting);
  }

  private boolean hasChanged(Resting found, Listing listing) {
    return !found.isAsIn(listing) || shared.watchlist().tagsAreDoubtful(found.owner().uid());
  }

  private static List<Resting> unlessFailing(
      String region, Supplier<List<Resting>> look, List<Resting> otherwise) {
    try {
      return look.get();
    } catch (StoreFailure failure) {
      LOG.atWarn().addKeyValue("region", region).log("resync: {}", failure.getMessage());
      return otherwise;
    }
  }
}
