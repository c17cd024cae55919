package io.bedrockoperator.scheduling;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One value for each key, built when it is first needed. The one that was used longest ago goes
 * when there are too many. Whoever still works with it goes on; the next who asks gets another one.
 * Safe for many threads.
 */
public final class RecentlyUsed<K, V> {

  /** More than there are Regions; whoever names invented ones gets no further than this. */
  public static final int MOST = 200;

  private final Lock lock = new ReentrantLock();
  private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);
  private final Function<K, V> build;
  private final Consumer<V> dropped;

  /**
   * Holds nothing yet.
   *
   * @param build must be quick, since everybody waits for it
   * @param dropped hears of each value that had to go
   */
  public RecentlyUsed(Function<K, V> build, Consumer<V> dropped) {
    this.build = build;
    this.dropped = dropped;
  }

  /** The value of the key, which counts as used now. */
  public V get(K key) {
    return locked(
        () -> {
          var value = values.computeIfAbsent(key, build);
          if (values.size() > MOST) {
            var oldest = values.entrySet().iterator();
            dropped.accept(oldest.next().getValue());
            oldest.remove();
          }
          return value;
        });
  }

  /** The value of the key as long as it is there; that does not count as using it. */
  public Optional<V> present(K key) {
    return locked(
        () ->
            values.entrySet().stream()
                .filter(entry -> entry.getKey().equals(key))
                .map(Map.Entry::getValue)
                .findFirst());
  }

  /** All values, the one that was used longest ago first. */
  public Collection<V> values() {
    return locked(() -> List.copyOf(values.values()));
  }

  private <T> T locked(Supplier<T> access) {
    lock.lock();
    try {
      return access.get();
    } finally {
      lock.unlock();
    }
  }
}
