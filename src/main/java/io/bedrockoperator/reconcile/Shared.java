package io.bedrockoperator.reconcile;

/** What passes share, and what they learn for each other. */
record Shared(Surroundings surroundings, Listings listings, Watchlist watchlist) {

  static Shared in(Surroundings surroundings) {
    return new Shared(
        surroundings,
        new Listings(surroundings.profiles(), surroundings.nanoTime(), surroundings.pause()),
        new Watchlist());
  }
}
