package io.bedrockoperator.inventory;

import io.bedrockoperator.aws.ProfileStores;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.AwsAccount;
import io.bedrockoperator.profile.ModelListing;
import io.bedrockoperator.scheduling.RecentlyUsed;
import io.bedrockoperator.scheduling.Sleeper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Shares one listing of each account and Region among all resources, since a page of a thousand
 * profiles costs one call, and one listing of its models. Safe for use by multiple threads.
 */
public final class Inventories {

  private final ProfileStores stores;
  private final LongSupplier nanoTime;
  private final Sleeper pause;
  private final MeterRegistry meters;
  private final ToLongFunction<AwsAccount> sessionChanges;
  private final Function<AwsAccount, OptionalInt> quota;
  private final Set<String> allowed;

  /** The key of the listing that the metrics show for an account and Region. */
  private final ConcurrentMap<AccountRegion, AccountRegion> newest = new ConcurrentHashMap<>();

  private final RecentlyUsed<AccountRegion, RegionInventory> regions =
      new RecentlyUsed<>(AccountRegion.MOST_REMEMBERED, this::listingOf, dropped -> {});
  private final RecentlyUsed<AccountRegion, RegionModels> models =
      new RecentlyUsed<>(AccountRegion.MOST_REMEMBERED, this::modelsListedIn, dropped -> {});

  /**
   * Makes no call to AWS.
   *
   * @param sessionChanges a counter for each account; it changes when an earlier failure no longer
   *     means anything
   * @param quota how many profiles the account may have in a Region, if that is known; only shown
   *     in metrics, next to the number of profiles
   * @param allowed the Regions that metrics show; a profile that is being deleted may be in any
   *     other Region
   */
  public Inventories(
      ProfileStores stores,
      LongSupplier nanoTime,
      Sleeper pause,
      MeterRegistry meters,
      ToLongFunction<AwsAccount> sessionChanges,
      Function<AwsAccount, OptionalInt> quota,
      Set<String> allowed) {
    this.stores = stores;
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.meters = meters;
    this.sessionChanges = sessionChanges;
    this.quota = quota;
    this.allowed = allowed;
  }

  /**
   * Returns the newest listing of the Region if it was started at {@code notBefore} or later, and
   * makes a new one otherwise.
   *
   * @param notBefore monotonic nanoseconds
   * @throws StoreFailure if the listing fails, or failed for another caller just now
   */
  public RegionSnapshot since(AccountRegion place, long notBefore) {
    return regions.get(place).since(notBefore);
  }

  /** How many profiles the newest listing of the Region has; empty before the first listing. */
  public OptionalInt size(AccountRegion place) {
    return regions.present(place).stream()
        .mapToDouble(RegionInventory::size)
        .filter(size -> !Double.isNaN(size))
        .mapToInt(size -> (int) size)
        .findFirst();
  }

  /** What is known about the models of the Region. Makes no call to AWS. */
  public ModelListing modelsOf(AccountRegion place) {
    return models.present(place).map(RegionModels::latest).orElseGet(ModelListing.Unknown::new);
  }

  /** Lists the models of the Region if that is due: once a day, or an hour after a failure. */
  public void refreshModels(AccountRegion place) {
    models.get(place).refresh();
  }

  private RegionModels modelsListedIn(AccountRegion place) {
    return new RegionModels(place, stores.of(place)::models, nanoTime);
  }

  private RegionInventory listingOf(AccountRegion place) {
    if (allowed.contains(place.region())) {
      newest.put(place.ofAnyCredentials(), place);
      meter(place.ofAnyCredentials());
    }
    return new RegionInventory(
        stores.of(place)::list, () -> sessionChanges.applyAsLong(place.account()), nanoTime, pause);
  }

  private double quotaOf(AccountRegion ofAnyCredentials) {
    var known = quota.apply(place(ofAnyCredentials).account());
    return known.isPresent() ? known.getAsInt() : Double.NaN;
  }

  /** A BedrockAccount that was deleted and created again has a new uid, and so a new listing. */
  private AccountRegion place(AccountRegion ofAnyCredentials) {
    return newest.getOrDefault(ofAnyCredentials, ofAnyCredentials);
  }

  private double of(AccountRegion ofAnyCredentials, ToDoubleFunction<RegionInventory> measure) {
    return regions.present(place(ofAnyCredentials)).stream()
        .mapToDouble(measure)
        .findFirst()
        .orElse(Double.NaN);
  }

  private void meter(AccountRegion place) {
    Gauge.builder(
            "bedrock_operator_observation_age", () -> of(place, RegionInventory::ageInSeconds))
        .description("Since the start of the newest successful listing of the Region.")
        .baseUnit("seconds")
        .tag("region", place.region())
        .tag("account", place.account().id())
        .register(meters);
    Gauge.builder("bedrock_operator_listed_profiles", () -> of(place, RegionInventory::size))
        .description("Application profiles in the newest listing of the Region, whoever made them.")
        .tag("region", place.region())
        .tag("account", place.account().id())
        .register(meters);
    Gauge.builder("bedrock_operator_profile_quota", () -> quotaOf(place))
        .description("Application profiles that the Region may have, as the operator was told.")
        .tag("region", place.region())
        .tag("account", place.account().id())
        .register(meters);
  }
}
