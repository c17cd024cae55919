package io.bedrockoperator.simulation;

import io.bedrockoperator.dev.emulator.EmulatorSettings;
import io.bedrockoperator.profile.ObservedProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A cluster, an AWS account, and the processes between them, in virtual time. */
final class SimulatedWorld {

  private final VirtualTimeline time = new VirtualTimeline();
  private final SimulatedCluster cluster = new SimulatedCluster(time);
  private final Trace trace = new Trace(time);
  private final List<Replica> replicas = new ArrayList<>();
  private final Past past;
  private final SimulatedAccounts accounts;
  private final Ledger ledger;
  private final Hazard hazard;
  private final Publications publications;
  private UnaryOperator<ObservedProfile> disguise = UnaryOperator.identity();
  private Duration wavering = Duration.ZERO;
  private long seeds;

  /**
   * Nobody is there yet.
   *
   * @param steps takes the steps that effects meet on their way
   */
  SimulatedWorld(long seed, Consumer<Step> steps) {
    this.past = new Past(time, seed);
    this.accounts = new SimulatedAccounts(past, seed);
    this.ledger = new Ledger(accounts, time, this::isWanted);
    this.publications = new Publications(cluster, ledger, time);
    this.hazard = new Hazard(time, trace, steps, this::restartIfDead);
    this.seeds = seed;
  }

  private boolean isWanted(String uid) {
    return cluster.list().values().stream()
        .filter(resource -> resource.getMetadata().getUid().equals(uid))
        .anyMatch(resource -> !resource.isMarkedForDeletion());
  }

  VirtualTimeline time() {
    return time;
  }

  SimulatedCluster cluster() {
    return cluster;
  }

  Trace trace() {
    return trace;
  }

  Past past() {
    return past;
  }

  SimulatedAccounts accounts() {
    return accounts;
  }

  Ledger ledger() {
    return ledger;
  }

  Publications publications() {
    return publications;
  }

  Hazard hazard() {
    return hazard;
  }

  /** Those that live. */
  List<Replica> replicas() {
    return replicas.stream().filter(Replica::isAlive).toList();
  }

  void configure(UnaryOperator<EmulatorSettings> change) {
    accounts.configure(change);
  }

  /** From now on, reads are up to so far behind, each by another time. */
  void waver(Duration most) {
    wavering = most;
  }

  Duration wavering() {
    return wavering;
  }

  /** From now on, processes see profiles like this. */
  void disguise(UnaryOperator<ObservedProfile> change) {
    disguise = change;
  }

  ObservedProfile disguised(ObservedProfile profile) {
    return disguise.apply(profile);
  }

  void startReplica() {
    replicas.removeIf(replica -> !replica.isAlive());
    var replica = new Replica(this, seeds++);
    replicas.add(replica);
    replica.start();
  }

  void restartIfDead() {
    if (replicas().isEmpty()) {
      startReplica();
    }
  }

  private Traffic traffic() {
    return new Traffic(ledger.calls(), cluster.requests());
  }

  /** Lets time pass, and tells what was asked for meanwhile. */
  Traffic pass(Duration length) {
    return during(() -> time.advance(length));
  }

  /** Tells what was asked for meanwhile. */
  Traffic during(Runnable events) {
    var before = traffic();
    events.run();
    return traffic().since(before);
  }
}
