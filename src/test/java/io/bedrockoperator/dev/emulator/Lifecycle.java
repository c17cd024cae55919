package io.bedrockoperator.dev.emulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a foundation model is in its life (botocore service model, FoundationModelLifecycle). Its
 * other times, startOfLifeTime and publicExtendedAccessTime, are never told here.
 */
public record Lifecycle(
    String status, @Nullable Instant legacyTime, @Nullable Instant endOfLifeTime) {

  public static final Lifecycle ACTIVE = new Lifecycle("ACTIVE", null, null);

  public static Lifecycle legacy(Instant since, @Nullable Instant until) {
    return new Lifecycle("LEGACY", since, until);
  }
}
