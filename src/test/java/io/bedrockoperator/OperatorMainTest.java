package io.bedrockoperator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.impl.BaseClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OperatorMainTest {

  @Test
  void handsOnWhatWatchesBringToVirtualThreads() throws Exception {
    var onVirtualThread = new CompletableFuture<Boolean>();

    try (var client = OperatorMain.client().withConfig(Config.empty()).build()) {
      client
          .adapt(BaseClient.class)
          .getExecutor()
          .execute(() -> onVirtualThread.complete(Thread.currentThread().isVirtual()));

      assertThat(onVirtualThread.get(1, TimeUnit.MINUTES)).isTrue();
    }
  }
}
