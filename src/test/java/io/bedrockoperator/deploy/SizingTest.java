package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.docs.Page;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Memory by the number of profiles, wherever it is said. */
class SizingTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([0-9,]+) \\|.*\\| `(\\w+)` \\| `(\\w+)` \\| [0-9]+ \\|$");
  private static final Pattern AMOUNT = Pattern.compile("\\b[0-9]+[MG]i\\b");

  private record Size(String request, String limit) {}

  @Test
  void startsWithWhatTheChartAndTheManifestsHave() throws IOException {
    var chart = Chart.values().path("resources");
    var container =
        Shipped.object("deployment.yaml", Deployment.class)
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst();

    assertThat(sizes().getFirst())
        .isEqualTo(
            new Size(chart.at("/requests/memory").asText(), chart.at("/limits/memory").asText()))
        .isEqualTo(
            new Size(
                String.valueOf(container.getResources().getRequests().get("memory")),
                String.valueOf(container.getResources().getLimits().get("memory"))));
  }

  static List<Path> pages() throws IOException {
    var root = Chart.DIRECTORY.resolveSibling("");
    try (var docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(
              Stream.of(root.resolve("README.md"), Chart.DIRECTORY.resolve("README.md")),
              docs.filter(file -> file.toString().endsWith(".md")))
          .toList();
    }
  }

  /** In the words of Kubernetes; what was measured has a blank before its unit. */
  @ParameterizedTest
  @MethodSource("pages")
  void isTheSameOnEveryPage(Path page) throws IOException {
    assertThat(AMOUNT.matcher(Files.readString(page)).results().map(amount -> amount.group()))
        .isSubsetOf(sizes().stream().flatMap(size -> Stream.of(size.request, size.limit)).toList());
  }

  private static List<Size> sizes() {
    var sizes =
        ROW.matcher(Page.of("docs/performance.md").section("Sizing").text())
            .results()
            .map(row -> new Size(row.group(2), row.group(3)))
            .toList();
    assertThat(sizes).hasSize(4);
    return sizes;
  }
}
