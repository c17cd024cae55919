package io.bedrockoperator.inventory;

import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.ModelLifecycle;
import io.bedrockoperator.profile.ModelListing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The foundation models of one Region. AWS announces the end of life of a model weeks ahead, so one
 * listing a day is enough. Safe for use by multiple threads.
 */
final class RegionModels {

  private static final Logger LOG = LoggerFactory.getLogger(RegionModels.class);

  private static final Duration INTERVAL = Duration.ofDays(1);

  /** After a failure, or if the account may not list models: both may be fixed soon. */
  private static final Duration RETRY = Duration.ofHours(1);

  private final ReentrantLock listing = new ReentrantLock();
  private final AccountRegion place;
  private final Supplier<Optional<Map<String, ModelLifecycle>>> list;
  private final LongSupplier nanoTime;
  private volatile ModelListing latest = new ModelListing.Unknown();

  /** Guarded by {@link #listing}. */
  private long dueAt;

  /**
   * @param list returns empty if the account may not list models
   */
  RegionModels(
      AccountRegion place,
      Supplier<Optional<Map<String, ModelLifecycle>>> list,
      LongSupplier nanoTime) {
    this.place = place;
    this.list = list;
    this.nanoTime = nanoTime;
    this.dueAt = nanoTime.getAsLong();
  }

  /** The result of the newest listing that did not fail. */
  ModelListing latest() {
    return latest;
  }

  /** Lists the models if that is due and no other thread is doing so. */
  void refresh() {
    if (!listing.tryLock()) {
      return;
    }
    try {
      if (dueAt - nanoTime.getAsLong() <= 0) {
        listNow();
      }
    } finally {
      listing.unlock();
    }
  }

  private void listNow() {
    var startedAt = nanoTime.getAsLong();
    dueAt = startedAt + RETRY.toNanos();
    try {
      list.get()
          .ifPresentOrElse(
              models -> {
                latest = new ModelListing.Listed(models);
                dueAt = startedAt + INTERVAL.toNanos();
              },
              this::notAllowed);
    } catch (StoreFailure failure) {
      LOG.atWarn()
          .addKeyValue("region", place.region())
          .addKeyValue("account", place.account().id())
          .log("models: {}; it is tried again in an hour", failure.getMessage());
    }
  }

  private void notAllowed() {
    if (!(latest instanceof ModelListing.NotAllowed)) {
      LOG.atWarn()
          .addKeyValue("region", place.region())
          .addKeyValue("account", place.account().id())
          .log(
              "models: nobody will tell when they end, since the role of the operator may not list"
                  + " them: allow bedrock:ListFoundationModels");
    }
    latest = new ModelListing.NotAllowed();
  }
}
