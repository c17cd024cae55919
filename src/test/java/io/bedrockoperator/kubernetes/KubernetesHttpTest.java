package io.bedrockoperator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KubernetesHttpTest {

  @Test
  void takesItsStepsOnVirtualThreads() throws Exception {
    var onVirtualThread = new CompletableFuture<Boolean>();

    try (var client = new KubernetesHttp().createNewHttpClientBuilder().build()) {
      client
          .executor()
          .orElseThrow()
          .execute(() -> onVirtualThread.complete(Thread.currentThread().isVirtual()));

      assertThat(onVirtualThread.get(1, TimeUnit.MINUTES)).isTrue();
    }
  }
}
