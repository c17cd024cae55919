package io.bedrockoperator.controller;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets reconciliations begin after the first list of a watch. The wait is limited, because the list
 * may never come.
 */
final class FirstList {

  private static final Logger LOG = LoggerFactory.getLogger(FirstList.class);

  private static final long PATIENCE_SECONDS = 10;

  private FirstList() {}

  /**
   * Waits for the list, for some seconds at most.
   *
   * @param unlisted the message to log if the list is late
   */
  static void await(CompletableFuture<Void> listed, String unlisted) {
    try {
      listed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException late) {
      LOG.warn(unlisted, late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
