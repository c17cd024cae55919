package io.bedrockoperator.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordingTest {

  private static final String OF_POD =
      "namespace=\"bedrock-operator-system\",job=\"bedrock-operator\",pod=\"%s\"}";

  private final Recording recording = new Recording(Duration.ofSeconds(2));

  @Test
  void seriesBeginsLateAndEndsAtOnce() {
    recording.add(Map.of("a", "# HELP x\nx 1.0\n", "b", ""));
    recording.add(Map.of("a", "x 2.0\ny{k=\"v\"} 7\n", "b", ""));
    recording.add(Map.of("a", "", "b", "x 3.5E-4\n"));
    recording.add(Map.of("a", "", "b", ""));

    assertThat(recording.series())
        .containsExactly(
            "x{" + OF_POD.formatted("a") + " 1.0 2.0 stale _",
            "x{" + OF_POD.formatted("b") + " _ _ 3.5E-4 stale",
            "y{k=\"v\"," + OF_POD.formatted("a") + " _ 7 stale _");
    assertThat(recording.length()).isEqualTo(Duration.ofSeconds(6));
  }

  /** The same as honorLabels of the ServiceMonitor. */
  @Test
  void namespaceOfAResourceStays() {
    recording.add(Map.of("a", "info{namespace=\"team-a\"} 1\n"));

    assertThat(recording.series())
        .containsExactly("info{namespace=\"team-a\",job=\"bedrock-operator\",pod=\"a\"} 1");
  }
}
