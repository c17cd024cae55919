package io.bedrockoperator.dev.emulator;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Every call in order of arrival, also those still waiting for their answer. */
public final class CallLog {
  private final AtomicLong sequence = new AtomicLong();
  private final ConcurrentSkipListMap<Long, Call> calls = new ConcurrentSkipListMap<>();

  /** Notes an arrival; the number returned is for {@link #end}. */
  public long begin(Instant at, String requestId, Asked asked) {
    var number = sequence.incrementAndGet();
    calls.put(number, new Call(number, at, requestId, asked, Call.PENDING));
    return number;
  }

  public void end(long number, String answer) {
    calls.computeIfPresent(number, (key, call) -> call.answered(answer));
  }

  public List<Call> calls() {
    return List.copyOf(calls.values());
  }

  public List<Call> calls(Operation operation) {
    return calls.values().stream().filter(call -> call.operation() == operation).toList();
  }

  /** Those signed with credentials of this account, in this Region. */
  public List<Call> calls(String account, String region) {
    return calls.values().stream()
        .filter(call -> call.account().equals(account) && call.region().equals(region))
        .toList();
  }

  /** How many arrived since the beginning, also those cleared. Costs nothing, unlike a copy. */
  public long arrivals() {
    return sequence.get();
  }

  /** Numbers go on, so that a call cleared while pending stays forgotten. */
  public void clear() {
    calls.clear();
  }
}
