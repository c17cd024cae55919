package io.bedrockoperator.reconcile;

import io.bedrockoperator.bedrock.ProfileStore;
import io.bedrockoperator.bedrock.StoreFailure;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * One listing of each Region for all resources, since a page holds a thousand profiles and costs
 * one call. Safe for many threads.
 */
final class Listings {

  /** What a failure of it is said to be a failure of. */
  static final String OPERATION = "ListInferenceProfiles";

  private final ProfileStore profiles;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private final ConcurrentMap<String, SharedListing> regions = new ConcurrentHashMap<>();

  Listings(ProfileStore profiles, LongSupplier nanoTime, Pause pause) {
    this.profiles = profiles;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /**
   * The newest listing of the Region, if it was started at that time or later; else a new one.
   *
   * @throws StoreFailure when the listing fails, or failed for somebody else just now
   */
  Listing since(String region, long notBefore) {
    return regions
        .computeIfAbsent(
            region, unseen -> new SharedListing(() -> profiles.list(region), nanoTime, pause))
        .since(notBefore);
  }
}
