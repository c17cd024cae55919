package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.schema.InstalledSchema;
import io.bedrockoperator.aws.ProfileStores;
import io.bedrockoperator.inventory.DriftIndex;
import io.bedrockoperator.inventory.Inventories;
import io.bedrockoperator.scheduling.Sleeper;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What all reconciliations share, and what they learn for each other.
 *
 * @param clock for times that people read
 * @param nanoTime a monotonic clock, for everything that is decided by time
 */
public record ReconcilerDependencies(
    ProfileStores stores,
    SpecParser specs,
    RequeueDelays delays,
    InstantSource clock,
    LongSupplier nanoTime,
    Inventories inventories,
    DriftIndex driftIndex,
    ReconcileMemories memories,
    KeptStatuses keptStatuses,
    ReconcileMeters meters) {

  /**
   * Nothing was learned yet.
   *
   * @param profileQuota how many profiles a Region may have, as far as was said; decides nothing
   */
  public static ReconcilerDependencies of(
      ProfileStores stores,
      SpecParser specs,
      RequeueDelays delays,
      InstalledSchema schema,
      InstantSource clock,
      LongSupplier nanoTime,
      Sleeper sleeper,
      MeterRegistry registry,
      int profileQuota) {
    var driftIndex = new DriftIndex();
    var keptStatuses = new KeptStatuses(schema);
    return new ReconcilerDependencies(
        stores,
        specs,
        delays,
        clock,
        nanoTime,
        new Inventories(stores, nanoTime, sleeper, registry, profileQuota, specs.regions()),
        driftIndex,
        new ReconcileMemories(driftIndex, keptStatuses),
        keptStatuses,
        new ReconcileMeters(registry));
  }
}
