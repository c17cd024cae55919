package io.bedrockoperator.simulation;

import io.bedrockoperator.dev.emulator.EmulatedAccount;
import io.bedrockoperator.dev.emulator.EmulatorSettings.TagIndex;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * The clock of the account, which reads may see in the past: they are answered by machines that are
 * behind, each by another time, so that an old state may follow a newer one.
 */
final class Past implements InstantSource {

  private final InstantSource time;
  private final SplittableRandom random;
  private Duration behind = Duration.ZERO;

  Past(InstantSource time, long seed) {
    this.time = time;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public Instant instant() {
    return time.instant().minus(behind);
  }

  /** How far one answer is behind. */
  Duration upTo(Duration most) {
    return most.isZero() ? most : Duration.ofNanos(random.nextLong(most.toNanos()));
  }

  /** What the account would have answered that long ago. */
  <T> T ago(Duration age, Supplier<T> read) {
    behind = age;
    try {
      return read.get();
    } finally {
      behind = Duration.ZERO;
    }
  }

  /** Bedrock itself keeps no earlier tags; the index of the tagging API does. */
  Map<String, String> tagsAgo(Duration age, EmulatedAccount account, String region, String arn) {
    var now = ago(age, () -> account.listTags(region, arn));
    if (age.isZero()) {
      return now;
    }
    var index = account.settings().tagIndex();
    account.configure(settings -> settings.with(new TagIndex(age, false)));
    try {
      return account.taggedResources(region, List.of(arn)).getOrDefault(arn, Map.of());
    } finally {
      account.configure(settings -> settings.with(index));
    }
  }
}
