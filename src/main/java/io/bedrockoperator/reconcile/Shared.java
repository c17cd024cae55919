package io.bedrockoperator.reconcile;

/** What passes share, and what they learn for each other. */
record Shared(
    Surroundings surroundings,
    Listings listings,
    Watchlist watchlist,
    Recollections recollections,
    KeptStatuses keptStatuses,
    PassMeters meters) {

  static Shared in(Surroundings surroundings) {
    var watchlist = new Watchlist();
    var keptStatuses = new KeptStatuses(surroundings.schema());
    return new Shared(
        surroundings,
        new Listings(
            surroundings.profiles(),
            surroundings.nanoTime(),
            surroundings.pause(),
            surroundings.meters(),
            surroundings.profileQuota(),
            surroundings.specs().regions()),
        watchlist,
        new Recollections(watchlist, keptStatuses),
        keptStatuses,
        new PassMeters(surroundings.meters()));
  }
}
