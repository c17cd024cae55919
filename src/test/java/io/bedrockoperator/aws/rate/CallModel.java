package io.bedrockoperator.aws.rate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Calls paced by a {@link AdaptiveRate} against a limit, event by event in virtual time: callers
 * who always have another call to make, each waiting for an answer before the next.
 */
final class CallModel {

  static final long SECOND = Duration.ofSeconds(1).toNanos();
  static final long LATENCY = Duration.ofMillis(50).toNanos();

  /** Which calls AWS takes, asked in the order of time. */
  interface Limit {
    boolean takes(long time);

    static Limit none() {
      return time -> true;
    }

    /** So many in each whole second, the first of which is over after one second less the phase. */
    static Limit perWholeSecond(int calls, Duration phase) {
      var second = new long[] {-1, 0};
      return time -> {
        var present = (time + phase.toNanos()) / SECOND;
        second[1] = present == second[0] ? second[1] + 1 : 1;
        second[0] = present;
        return second[1] <= calls;
      };
    }

    /** A full bucket of that size, refilled at that rate. */
    static Limit bucket(int size, int perSecond) {
      var tokens = new double[] {size};
      var filled = new long[] {0};
      return time -> {
        var more = (double) (time - filled[0]) / SECOND * perSecond;
        tokens[0] = Math.min(size, tokens[0] + more);
        filled[0] = time;
        var takes = tokens[0] >= 1;
        tokens[0] -= takes ? 1 : 0;
        return takes;
      };
    }

    /** Another limit from that time on. */
    default Limit until(long end, Limit next) {
      return time -> time < end ? takes(time) : next.takes(time);
    }
  }

  private record Answer(long asked, long time, boolean taken) {}

  /**
   * What came of it.
   *
   * @param taken when each call that AWS took was answered
   */
  record Course(List<Long> taken, int refused) {
    double seconds() {
      return (double) taken.getLast() / SECOND;
    }

    double percentRefused() {
      return 100.0 * refused / (taken.size() + refused);
    }

    long takenIn(int second) {
      return taken.stream().filter(time -> time / SECOND == second).count();
    }
  }

  private final Limit limit;
  private final AdaptiveRate rate = new AdaptiveRate(0);
  private final PriorityQueue<Answer> underWay =
      new PriorityQueue<>(Comparator.comparingLong(Answer::time));
  private final List<Long> taken = new ArrayList<>();
  private int refused;

  private final long firstAnswer;

  CallModel(Limit limit) {
    this(limit, 0);
  }

  /**
   * In a process that just started.
   *
   * @param firstAnswer before that time nothing is sent
   */
  CallModel(Limit limit, long firstAnswer) {
    this.limit = limit;
    this.firstAnswer = firstAnswer;
  }

  Course run(int calls, int callers) {
    var toMake = calls;
    var now = 0L;
    var freeSince = 0L;
    while (taken.size() < calls) {
      var turn = now + Math.max(0, rate.untilNextTurn(now).toNanos());
      var mayCall = toMake > 0 && underWay.size() < callers && !rate.waitsForTheFirst();
      var next = underWay.peek();
      if (next == null || (mayCall && turn < next.time())) {
        now = turn;
        rate.begin(now, now > freeSince);
        var answered = Math.max(now, firstAnswer) + LATENCY;
        underWay.add(new Answer(now, answered, limit.takes(answered - LATENCY / 2)));
        toMake--;
      } else {
        underWay.remove(next);
        now = next.time();
        freeSince = toMake > 0 && underWay.size() < callers - 1 ? freeSince : now;
        toMake += hear(next) ? 0 : 1;
      }
    }
    return new Course(taken, refused);
  }

  private boolean hear(Answer answer) {
    if (answer.taken()) {
      rate.accepted(answer.time());
      taken.add(answer.time());
    } else {
      rate.refused(answer.asked(), answer.time());
      refused++;
    }
    return answer.taken();
  }
}
