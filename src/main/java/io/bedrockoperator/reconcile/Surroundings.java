package io.bedrockoperator.reconcile;

import io.bedrockoperator.bedrock.ProfileStore;
import io.bedrockoperator.crd.InstalledSchema;
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
public record Surroundings(
    ProfileStore profiles,
    Specs specs,
    Pace pace,
    InstalledSchema schema,
    InstantSource clock,
    LongSupplier nanoTime,
    Pause pause,
    MeterRegistry meters,
    int profileQuota) {}
