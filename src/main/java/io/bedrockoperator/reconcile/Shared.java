package io.bedrockoperator.reconcile;

/** What passes share, and what they learn for each other. */
record Shared(
    Surroundings surroundings, Listings listings, Watchlist watchlist, PassMeters meters) {

  static Shared in(Surroundings surroundings) {
    return new Shared(
        surroundings,
        new Listings(
            surroundings.profiles(),
            surroundings.nanoTime(),
            surroundings.pause(),
            surroundings.meters(),
            surroundings.profileQuota()),
        new Watchlist(),
        new PassMeters(surroundings.meters()));
  }
}
