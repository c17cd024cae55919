package io.bedrockoperator.dev.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxOptionsTest {

  @Test
  void staysUpUnlessAskedToEnd() {
    assertThat(SandboxOptions.parse(List.of())).isEqualTo(new SandboxOptions(false));
    assertThat(SandboxOptions.parse(List.of("--once"))).isEqualTo(new SandboxOptions(true));
  }

  @Test
  void saysInOneLineWhatIsAllowed() {
    assertThatThrownBy(() -> SandboxOptions.parse(List.of("--once", "--twice")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sandbox: unknown argument --twice; allowed is --once (end after the samples) or"
                + " nothing");
  }
}
