package io.bedrockoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HealthTest {

  private final AtomicBoolean leads = new AtomicBoolean();
  private final List<InformerHealthIndicator> unhealthy = new ArrayList<>();
  private final AtomicReference<Duration> standstill = new AtomicReference<>(Duration.ZERO);
  private final AtomicReference<Optional<String>> shortcoming =
      new AtomicReference<>(Optional.empty());
  private final Health health = new Health(leads::get);

  private record Informer(String getTargetNamespace, boolean isRunning)
      implements InformerHealthIndicator {

    @Override
    public boolean hasSynced() {
      return true;
    }

    @Override
    public boolean isWatching() {
      return false;
    }

    @Override
    public Status getStatus() {
      return Status.UNHEALTHY;
    }
  }

  private void works() {
    health.works(new Health.Work(() -> unhealthy, standstill::get, shortcoming::get));
  }

  @Test
  void saysWhatItWaitsForAndNeedsNoRestartMeanwhile() {
    assertThat(health.ready()).isEqualTo(ProbeResult.bad("waiting: the process starts"));

    health.waitsFor("the CRD");

    assertThat(health.ready()).isEqualTo(ProbeResult.bad("waiting: the CRD"));
    assertThat(health.alive()).isEqualTo(ProbeResult.good("not watching yet"));
  }

  @Test
  void standingByIsReady() {
    works();

    assertThat(health.ready()).isEqualTo(ProbeResult.good("standing by"));
    leads.set(true);
    assertThat(health.ready()).isEqualTo(ProbeResult.good("leading"));
    assertThat(health.alive()).isEqualTo(ProbeResult.good("working"));
  }

  @Test
  void anInterruptedWatchIsNotReadyAndNeedsNoRestart() {
    works();
    unhealthy.add(new Informer("team-b", true));
    unhealthy.add(new Informer("team-a", true));
    unhealthy.add(new Informer("team-b", true));

    assertThat(health.ready())
        .isEqualTo(ProbeResult.bad("waiting: no watch of resources in team-a, team-b"));
    assertThat(health.alive()).isEqualTo(ProbeResult.good("working"));
  }

  @Test
  void whatIsInstalledAndDoesNotDoIsNotReadyAndNeedsNoRestart() {
    works();
    shortcoming.set(Optional.of("the CRD lacks status.arn"));

    assertThat(health.ready()).isEqualTo(ProbeResult.bad("waiting: the CRD lacks status.arn"));
    assertThat(health.alive()).isEqualTo(ProbeResult.good("working"));
    shortcoming.set(Optional.empty());
    assertThat(health.ready().good()).isTrue();
  }

  @Test
  void aWatchThatEndedForGoodNeedsARestart() {
    works();
    unhealthy.add(new Informer("team-a", true));
    unhealthy.add(new Informer(Constants.WATCH_ALL_NAMESPACES, false));

    assertThat(health.alive())
        .isEqualTo(ProbeResult.bad("the watch of resources ended for good in all namespaces"));
  }

  @Test
  void onlyAStandstillThatNoWaitExplainsNeedsARestart() {
    works();
    standstill.set(Health.STUCK_AFTER);
    assertThat(health.alive()).isEqualTo(ProbeResult.good("working"));

    standstill.set(Health.STUCK_AFTER.plusSeconds(1));

    assertThat(health.alive())
        .isEqualTo(ProbeResult.bad("reconciliations wait, and none has ended for 901 s"));
    assertThat(health.ready().good()).isTrue();
  }
}
