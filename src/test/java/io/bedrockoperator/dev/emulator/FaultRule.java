package io.bedrockoperator.dev.emulator;

import java.util.Optional;
import java.util.function.Predicate;

/** One fault that strikes some of the calls that match; guarded by the lock of {@link Faults}. */
public final class FaultRule {
  // More calls than any test makes.
  private static final int ALWAYS = Integer.MAX_VALUE;

  private final Predicate<Asked> matching;
  private final int first;
  private final Faults.Strike strike;
  private int seen;
  private int left;

  private FaultRule(Draft draft, Faults.Strike strike) {
    this.matching = draft.matching;
    this.first = draft.first;
    this.left = draft.times;
    this.strike = strike;
  }

  /** Whether it fires on this call, which it counts if it matches. */
  boolean counts(Asked asked) {
    return matching.test(asked) && ++seen >= first && left > 0;
  }

  Optional<Faults.Strike> take() {
    left--;
    return Optional.of(strike);
  }

  /**
   * A rule being written; it counts from the moment that {@code before} or {@code after} ends it.
   */
  public record Draft(Faults faults, Predicate<Asked> matching, int first, int times) {

    public Draft in(String region) {
      return when(asked -> asked.region().equals(region));
    }

    public Draft inAccount(String account) {
      return when(asked -> asked.account().equals(account));
    }

    public Draft when(Predicate<Asked> also) {
      return new Draft(faults, matching.and(also), first, times);
    }

    /** Only from the n-th matching call on, the first being 1. */
    public Draft nth(int n) {
      return new Draft(faults, matching, n, times);
    }

    /** Once, unless said otherwise. */
    public Draft times(int n) {
      return new Draft(faults, matching, first, n);
    }

    /** Until cleared. */
    public Draft always() {
      return times(ALWAYS);
    }

    public void before(Fault fault) {
      end(Moment.BEFORE, fault);
    }

    public void after(Fault fault) {
      end(Moment.AFTER, fault);
    }

    private void end(Moment moment, Fault fault) {
      faults.add(new FaultRule(this, new Faults.Strike(moment, fault)));
    }
  }
}
