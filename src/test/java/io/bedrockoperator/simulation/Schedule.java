package io.bedrockoperator.simulation;

import io.bedrockoperator.dev.emulator.EmulatorSettings.DeadToken;
import io.bedrockoperator.dev.emulator.EmulatorSettings.TagIndex;
import io.bedrockoperator.reconcile.ReconcileMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Everything that happens in one run: the world, and the steps in their order. */
record Schedule(long seed, World world, List<Step> steps) {

  /**
   * How Bedrock behaves where AWS leaves it open, and what the platform team allows.
   *
   * @param tokenMemory how long a request token is remembered; zero for ever
   * @param deadToken what a token answers whose profile is gone
   * @param strictTokens a known token with other parameters is a conflict
   * @param tenants there are BedrockAccounts from the beginning
   * @param wavering each answer is behind by another time, up to the longest lag: an old state may
   *     follow a newer one
   */
  record World(
      boolean uniqueNames,
      Duration readLag,
      Duration listLag,
      Duration deleteLag,
      Duration tokenMemory,
      DeadToken deadToken,
      boolean strictTokens,
      Duration activeAfter,
      boolean wavering,
      TagIndex tagIndex,
      boolean adoptionAllowed,
      boolean tenants) {

    Duration longestLag() {
      return readLag.compareTo(listLag) > 0 ? readLag : listLag;
    }

    /** The operator takes it that nothing lags for so long. */
    boolean lagsBeyondSettling() {
      return Stream.of(readLag, listLag, deleteLag)
          .anyMatch(lag -> lag.compareTo(ReconcileMemory.SETTLING) >= 0);
    }
  }

  Schedule {
    steps = List.copyOf(steps);
  }

  Schedule without(int from, int to) {
    var fewer = new ArrayList<>(steps);
    fewer.subList(from, to).clear();
    return new Schedule(seed, world, fewer);
  }

  String story() {
    var story = new StringBuilder("seed %d, %s%n".formatted(seed, world));
    for (var i = 0; i < steps.size(); i++) {
      story.append("  %2d. %s%n".formatted(i + 1, steps.get(i).told()));
    }
    return story.toString();
  }
}
