package io.bedrockoperator.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void staysUpUnlessAskedToEnd() {
    assertThat(Options.parse(List.of())).isEqualTo(new Options(false));
    assertThat(Options.parse(List.of("--once"))).isEqualTo(new Options(true));
  }

  @Test
  void saysInOneLineWhatIsAllowed() {
    assertThatThrownBy(() -> Options.parse(List.of("--once", "--twice")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sandbox: unknown argument --twice; allowed is --once (end after the samples) or"
                + " nothing");
  }
}
