package io.bedrockoperator.dev.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {

  private static final List<String> STATUS =
      List.of(
          "Name:\tjava",
          "VmPeak:\t 9000 kB",
          "VmHWM:\t  204800 kB",
          "VmRSS:\t  102912 kB",
          "Threads:\t42");

  @Test
  void addsUserAndSystemTime() {
    var stat = "4711 (java) S 1 4703 1749 0 -1 4194304 99 5 0 0 1234 66 7 8 20 0 1 0 1140821";

    assertThat(Usage.parse(stat, STATUS).cpu()).isEqualTo(Duration.ofSeconds(13));
  }

  @Test
  void readsANameThatLooksLikeFields() {
    var stat = "4711 (a) S 1 (b) S 1 2 3 0 -1 4 9 5 0 0 200 100 0 0 20 0 1 0 1";

    assertThat(Usage.parse(stat, STATUS).cpu()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void tellsMemoryNowAndAtMost() {
    var usage = Usage.parse("1 (a) S 1 2 3 0 -1 4 9 5 0 0 200 100 0 0", STATUS);

    assertThat(usage.residentMib()).isEqualTo(100.5);
    assertThat(usage.peakMib()).isEqualTo(200);
    assertThat(usage.threads()).isEqualTo(42);
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> Usage.parse("1 (a) S 1 2 3 0 -1 4 9 5 0 0 2 1 0 0", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("VmRSS");
  }

  @Test
  void readsALivingProcess() {
    var usage = Usage.of(ProcessHandle.current().pid());

    assertThat(usage.cpu()).isPositive();
    assertThat(usage.residentKib()).isPositive().isLessThanOrEqualTo(usage.peakKib());
  }
}
