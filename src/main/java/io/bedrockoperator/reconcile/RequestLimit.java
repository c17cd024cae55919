package io.bedrockoperator.reconcile;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many requests to the API server be under way at once, first come, first served. The API
 * server takes 100 on one connection ({@code MaxConcurrentStreams} in its secure_serving.go). The
 * JDK's HTTP client opens no second one and fails what is more; the Kubernetes client then tries
 * again by itself, after up to several seconds. Safe for many threads; who waits is blocked, which
 * costs a virtual thread next to nothing.
 */
final class RequestLimit {

  /** Leaves room for watches, the lease and the events. More at once are not served sooner. */
  static final int AT_ONCE = 64;

  private final Semaphore free = new Semaphore(AT_ONCE, true);

  <T extends @Nullable Object> T whenFree(Supplier<T> request) {
    free.acquireUninterruptibly();
    try {
      return request.get();
    } finally {
      free.release();
    }
  }
}
