package io.bedrockoperator.dev.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdviceTest {

  private static final Path KUBECONFIG = Path.of("kubeconfig");

  @Test
  void saysHowToReachTheCluster() {
    assertThat(new Advice(KUBECONFIG, Optional.empty(), Path.of("log")).lines())
        .contains("    export KUBECONFIG=kubeconfig", "The operator logs to log.")
        .noneMatch(line -> line.contains("alias"));
  }

  @Test
  void lendsAKubectlToThoseWhoHaveNone() {
    assertThat(new Advice(KUBECONFIG, Optional.of(Path.of("bin/kubectl")), Path.of("log")).lines())
        .containsSequence("    export KUBECONFIG=kubeconfig", "    alias kubectl=bin/kubectl");
  }
}
