package io.bedrockoperator.dev.emulator;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The faults to come, in the order of their addition: the first rule that fires on a call is the
 * one that strikes. Deterministic: rules count calls and know no chance and no time.
 */
public final class Faults {

  /** A fault and when it strikes. */
  public record Strike(Moment moment, Fault fault) {}

  private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private int hanging;
  private long releases;
  private boolean closed;

  /** Begins a rule: {@code on(CREATE_INFERENCE_PROFILE).nth(2).after(Fault.drop())}. */
  public FaultRule.Draft on(Operation operation) {
    return on(asked -> asked.operation() == operation);
  }

  public FaultRule.Draft on(Predicate<Asked> matching) {
    return new FaultRule.Draft(this, matching, 1, 1);
  }

  public FaultRule.Draft onAny() {
    return on(asked -> true);
  }

  void add(FaultRule rule) {
    rules.add(rule);
  }

  /** Counts the call on every rule, and takes the fault that strikes it. */
  public Optional<Strike> next(Asked asked) {
    lock.lock();
    try {
      Optional<Strike> strike = Optional.empty();
      for (var rule : rules) {
        if (rule.counts(asked) && strike.isEmpty()) {
          strike = rule.take();
        }
      }
      return strike;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets every rule; what hangs goes on hanging. */
  public void clear() {
    rules.clear();
  }

  /** Lets every hanging call go on. */
  public void release() {
    lock.lock();
    try {
      releases++;
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many calls hang at this moment. */
  public int hanging() {
    lock.lock();
    try {
      return hanging;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for {@link #release}; false when there will be none, and the call has to end. */
  boolean hang() {
    lock.lock();
    try {
      var before = releases;
      hanging++;
      while (releases == before && !closed) {
        change.awaitUninterruptibly();
      }
      hanging--;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
