package io.bedrockoperator.dev.emulator;

import java.time.Duration;
import java.time.Instant;

/** Counts one Region's calls. */
final class Throttle {
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private long second = Long.MIN_VALUE;
  private int calls;

  private double tokens = Double.POSITIVE_INFINITY;
  private Instant filled = Instant.EPOCH;

  boolean admits(CallLimit limit, Instant now) {
    return switch (limit) {
      case CallLimit.WholeSeconds seconds -> count(seconds, now);
      case CallLimit.TokenBucket bucket -> take(bucket, now);
    };
  }

  private boolean count(CallLimit.WholeSeconds limit, Instant now) {
    if (now.getEpochSecond() != second) {
      second = now.getEpochSecond();
      calls = 0;
    }
    if (calls >= limit.calls()) {
      return false;
    }
    calls++;
    return true;
  }

  private boolean take(CallLimit.TokenBucket bucket, Instant now) {
    var refill = Duration.between(filled, now).toNanos() / SECOND * bucket.perSecond();
    tokens = Math.min(bucket.burst(), tokens + refill);
    filled = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
