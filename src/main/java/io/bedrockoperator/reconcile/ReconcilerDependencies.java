package io.bedrockoperator.reconcile;

import io.bedrockoperator.account.Tenancy;
import io.bedrockoperator.api.schema.InstalledSchema;
import io.bedrockoperator.aws.ProfileStores;
import io.bedrockoperator.inventory.DriftIndex;
import io.bedrockoperator.inventory.Inventories;
import io.bedrockoperator.scheduling.Sleeper;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * What all reconciliations share, including what one learns for the others.
 *
 * @param clock for times that users see
 * @param nanoTime a monotonic clock, for everything that is decided by time
 */
public record ReconcilerDependencies(
    ProfileStores stores,
    Tenancy tenancy,
    CreationSlots creationSlots,
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
   * Creates the dependencies of a process that has learned nothing yet.
   *
   * @param profileQuota how many profiles a Region of the operator's own account may have; no
   *     decision depends on it
   */
  public static ReconcilerDependencies of(
      ProfileStores stores,
      Tenancy tenancy,
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
        tenancy,
        new CreationSlots(tenancy, specs),
        specs,
        delays,
        clock,
        nanoTime,
        new Inventories(
            stores,
            nanoTime,
            sleeper,
            registry,
            account -> account.isOwn() ? 0 : tenancy.sessions().changes(account.uid()),
            account -> account.isOwn() ? OptionalInt.of(profileQuota) : tenancy.quota(account),
            specs.regions()),
        driftIndex,
        new ReconcileMemories(driftIndex, keptStatuses),
        keptStatuses,
        new ReconcileMeters(registry));
  }
}
