package io.bedrockoperator.reconcile;

import io.bedrockoperator.inventory.DriftIndex;
import io.bedrockoperator.inventory.Inventories;

/** What passes share, and what they learn for each other. */
public record SharedState(
    ReconcilerDependencies surroundings,
    Inventories listings,
    DriftIndex watchlist,
    ReconcileMemories recollections,
    KeptStatuses keptStatuses,
    ReconcileMeters meters) {

  public static SharedState in(ReconcilerDependencies surroundings) {
    var watchlist = new DriftIndex();
    var keptStatuses = new KeptStatuses(surroundings.schema());
    return new SharedState(
        surroundings,
        new Inventories(
            surroundings.profiles(),
            surroundings.nanoTime(),
            surroundings.pause(),
            surroundings.meters(),
            surroundings.profileQuota(),
            surroundings.specs().regions()),
        watchlist,
        new ReconcileMemories(watchlist, keptStatuses),
        keptStatuses,
        new ReconcileMeters(surroundings.meters()));
  }
}
