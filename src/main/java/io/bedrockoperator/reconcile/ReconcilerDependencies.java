package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.schema.InstalledSchema;
import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.scheduling.Sleeper;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What all passes share.
 *
 * @param clock for times that people read
 * @param nanoTime a monotonic clock, for everything that is decided by time
 * @param profileQuota how many profiles a Region may have, as far as was said; decides nothing
 */
public record ReconcilerDependencies(
    ProfileStore profiles,
    SpecParser specs,
    RequeueDelays pace,
    InstalledSchema schema,
    InstantSource clock,
    LongSupplier nanoTime,
    Sleeper pause,
    MeterRegistry meters,
    int profileQuota) {}
