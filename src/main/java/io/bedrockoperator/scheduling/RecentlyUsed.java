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
 * A cache of one value for each key, built when it is first needed. When there are too many values,
 * the cache evicts the least recently used one. A caller that still holds an evicted value may go
 * on using it; the next caller gets a new one. Safe for use by multiple threads.
 */
public final class RecentlyUsed<K, V> {

  private final Lock lock = new ReentrantLock();

  /** The least recently used one first. */
  private final Map<K, V> values = new LinkedHashMap<>();

  private final int most;
  private final Function<K, V> build;
  private final Consumer<V> dropped;

  /**
   * Creates an empty cache.
   *
   * @param most how many values are kept
   * @param build must be quick, since all callers wait for it
   * @param dropped receives each evicted value
   */
  public RecentlyUsed(int most, Function<K, V> build, Consumer<V> dropped) {
    this.most = most;
    this.build = build;
    this.dropped = dropped;
  }

  /** Returns the value of the key, which counts as used now. */
  public V get(K key) {
    return locked(
        () -> {
          var known = Optional.ofNullable(values.remove(key));
          var value = known.orElseGet(() -> build.apply(key));
          values.put(key, value);
          if (values.size() > most) {
            var oldest = values.entrySet().iterator();
            dropped.accept(oldest.next().getValue());
            oldest.remove();
          }
          return value;
        });
  }

  /** Returns the value of the key if it is cached; that does not count as a use. */
  public Optional<V> present(K key) {
    return locked(() -> Optional.ofNullable(values.get(key)));
  }

  /** Returns all values, the least recently used one first. */
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
