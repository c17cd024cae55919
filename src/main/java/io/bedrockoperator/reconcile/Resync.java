package io.bedrockoperator.reconcile;

import static java.util.stream.Collectors.groupingBy;

import io.bedrockoperator.bedrock.StoreFailure;
import io.bedrockoperator.profile.Owner;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
   * @param wake hears of every resource that has to have a pass
   */
  public void run(Consumer<Owner> wake) {
    shared.watchlist().resting().stream()
        .collect(groupingBy(Resting::region))
        .forEach(
            (region, resting) -> {
              suspects(region, resting)
                  .forEach(found -> shared.watchlist().doubtTags(found.owner().uid()));
              changed(region, resting).forEach(found -> wake.accept(found.owner()));
            });
  }

  private List<Resting> suspects(String region, List<Resting> resting) {
    var check = tagChecks.computeIfAbsent(region, this::tagCheck);
    return unlessFailing(region, () -> check.suspects(resting), List.of());
  }

  private TagCheck tagCheck(String region) {
    var first = shared.surroundings().pace().random().nextInt(TagCheck.ROUNDS);
    return new TagCheck(shared.surroundings().profiles(), region, first);
  }

  private List<Resting> changed(String region, List<Resting> resting) {
    var now = shared.surroundings().nanoTime().getAsLong();
    return unlessFailing(
        region,
        () -> {
          var listing = shared.listings().since(region, now);
          return resting.stream().filter(found -> hasChanged(found, listing)).toList();
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
