package io.bedrockoperator.reconcile;

import io.bedrockoperator.account.OwnTenancy;
import io.bedrockoperator.api.schema.InstalledSchema;
import io.bedrockoperator.aws.ProfileStores;
import io.bedrockoperator.scheduling.Sleeper;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** What a test of reconciliations does not care about. */
final class PlainDependencies {

  static final String REGION = "us-east-1";
  static final String OTHER_REGION = "eu-west-1";

  private PlainDependencies() {}

  static ReconcilerDependencies of(
      ProfileStores stores, LongSupplier nanoTime, MeterRegistry meters) {
    return ReconcilerDependencies.of(
        stores,
        OwnTenancy.TENANCY,
        new SpecParser("prod", Optional::empty, Set.of(REGION, OTHER_REGION)),
        new RequeueDelays(Duration.ofMinutes(5), new SplittableRandom(1)),
        new InstalledSchema("1", Optional::empty),
        InstantSource.system(),
        nanoTime,
        Sleeper::onThread,
        meters,
        1);
  }
}
