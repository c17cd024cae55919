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
 * One listing of each Region for all resources, since a page holds a thousand profiles and costs
 * one call; and one of its models. Safe for many threads.
 */
public final class Inventories {

  private final ProfileStores stores;
  private final LongSupplier nanoTime;
  private final Sleeper pause;
  private final MeterRegistry meters;
  private final ToLongFunction<AwsAccount> sessionChanges;
  private final Function<AwsAccount, OptionalInt> quota;
  private final Set<String> allowed;

  /** Whose listing stands for an account and Region in the metrics. */
  private final ConcurrentMap<AccountRegion, AccountRegion> newest = new ConcurrentHashMap<>();

  private final RecentlyUsed<AccountRegion, RegionInventory> regions =
      new RecentlyUsed<>(this::listingOf, dropped -> {});
  private final RecentlyUsed<AccountRegion, RegionModels> models =
      new RecentlyUsed<>(this::modelsListedIn, dropped -> {});

  /**
   * Has listed nothing yet.
   *
   * @param sessionChanges another number once a failure from before says nothing any more
   * @param quota how many profiles a Region of the account may have, as far as was said; shown
   *     beside how many it has
   * @param allowed the Regions that are shown: what is deleted may be in any other
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
   * The newest listing of the Region, if it was started at that time or later; else a new one.
   *
   * @throws StoreFailure when the listing fails, or failed for somebody else just now
   */
  public RegionSnapshot since(AccountRegion place, long notBefore) {
    return regions.get(place).since(notBefore);
  }

  /** How many profiles the newest listing there has; empty before the first. */
  public OptionalInt size(AccountRegion place) {
    return regions.present(place).stream()
        .mapToDouble(RegionInventory::size)
        .filter(size -> !Double.isNaN(size))
        .mapToInt(size -> (int) size)
        .findFirst();
  }

  /** What is known of the models of the Region; costs no call. */
  public ModelListing modelsOf(AccountRegion place) {
    return models.present(place).map(RegionModels::latest).orElseGet(ModelListing.Unknown::new);
  }

  /** Lists the models of the Region if that is due: once a day, or an hour after a failure. */
  public void refreshModels(AccountRegion place) {
    models.get(place).refresh();
  }

  private RegionModels modelsListedIn(AccountRegion place) {
    return new RegionModels(place.region(), stores.of(place)::models, nanoTime);
  }

  private RegionInventory listingOf(AccountRegion place) {
    if (allowed.contains(place.region())) {
      meter(place.ofAnyCredentials());
    }
    newest.put(place.ofAnyCredentials(), place);
    return new RegionInventory(
        stores.of(place)::list, () -> sessionChanges.applyAsLong(place.account()), nanoTime, pause);
  }

  private double quotaOf(AccountRegion ofAnyCredentials) {
    var known = quota.apply(place(ofAnyCredentials).account());
    return known.isPresent() ? known.getAsInt() : Double.NaN;
  }

  /** A BedrockAccount may be deleted and created again. */
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
