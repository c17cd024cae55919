package io.bedrockoperator.dev.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScrapedMetricsTest {

  private static final String TEXT =
      """
      # HELP apiserver_request_total [STABLE] Counter of apiserver requests.
      # TYPE apiserver_request_total counter
      apiserver_request_total{code="200",resource="inferenceprofiles",subresource="status",verb="APPLY"} 40
      apiserver_request_total{code="409",resource="inferenceprofiles",subresource="status",verb="APPLY"} 2
      apiserver_request_total{code="201",resource="inferenceprofiles",subresource="",verb="POST"} 1.2e+02
      apiserver_request_total{code="200",resource="inferenceprofiles",subresource="",verb="LIST"} 3
      apiserver_request_total{code="0",resource="inferenceprofiles",subresource="",verb="WATCH"} 4
      apiserver_request_total{code="201",resource="events",subresource="",verb="POST"} 9
      apiserver_request_total{code="200",resource="a \\"}, b",subresource="",verb="PUT"} 1
      process_cpu_seconds_total 12.5
      something_else{path="/"} NaN
      """;

  private static final ScrapedMetrics METRICS = ScrapedMetrics.parse(TEXT, MeterReading.METRICS);

  @Test
  void countWritesByVerbAndSubresourceWhateverTheAnswer() {
    assertThat(METRICS.writes("inferenceprofiles"))
        .isEqualTo(Map.of("APPLY status", 42L, "POST", 120L));
  }

  @Test
  void readLabelsWithQuotesAndBraces() {
    assertThat(METRICS.writes("a \\\"}, b")).isEqualTo(Map.of("PUT", 1L));
  }

  @Test
  void readASampleWithoutLabels() {
    assertThat(METRICS.sum("process_cpu_seconds_total")).isEqualTo(12.5);
  }

  @Test
  void keepOnlyWhatIsAskedFor() {
    assertThat(METRICS.samples()).hasSize(8);
  }

  @Test
  void areNothingElse() {
    assertThatThrownBy(
            () -> ScrapedMetrics.parse("process_cpu_seconds_total", MeterReading.METRICS))
        .hasMessageContaining("not a sample");
  }

  @Test
  void differenceOfTwoReadings() {
    var usage = new Usage(Duration.ZERO, 1, 1, 1);
    var earlier =
        ScrapedMetrics.parse(
            TEXT.replace("} 40", "} 10").replace("1.2e+02", "120").replace("12.5", "2.5"),
            MeterReading.METRICS);
    var before = new MeterReading(Instant.EPOCH, usage, usage, earlier);
    var after = new MeterReading(Instant.EPOCH, usage, usage, METRICS);

    assertThat(after.writesSince(before, "inferenceprofiles"))
        .isEqualTo(Map.of("APPLY status", 30L));
    assertThat(after.writesSince(before, "events")).isEmpty();
    assertThat(after.serverCpuSecondsSince(before)).isEqualTo(10);
  }
}
