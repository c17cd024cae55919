package io.bedrockoperator.dev.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several at once. */
final class Together {

  private Together() {}

  /** Results in the order of the tasks; the first failure ends it. */
  static <T> List<T> run(int atOnce, List<? extends Callable<T>> tasks) {
    try (var threads = Executors.newFixedThreadPool(atOnce)) {
      return threads.invokeAll(tasks).stream().map(Together::result).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static <T> T result(Future<T> ended) {
    try {
      return ended.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("one of several at once failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
