package io.bedrockoperator.dev.bench;

import io.bedrockoperator.dev.emulator.Call;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * AWS calls, counted.
 *
 * @param byOperation in the words of AWS
 * @param throttled how many of them were answered with a ThrottlingException
 */
record CallTally(Map<String, Long> byOperation, long throttled) {

  private static final String THROTTLED = "ThrottlingException";

  CallTally {
    byOperation = new TreeMap<>(byOperation);
  }

  static CallTally of(Collection<Call> calls) {
    var byOperation = new TreeMap<String, Long>();
    calls.forEach(call -> byOperation.merge(call.operation().action(), 1L, Long::sum));
    return new CallTally(
        byOperation, calls.stream().filter(call -> call.answer().equals(THROTTLED)).count());
  }

  long total() {
    return byOperation.values().stream().mapToLong(Long::longValue).sum();
  }

  double throttledPercent() {
    return total() == 0 ? 0 : 100.0 * throttled / total();
  }
}
