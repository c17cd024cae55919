package io.bedrockoperator.dev.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdviceTest {

  private static final Path KUBECONFIG = Path.of("kubeconfig");
  private static final URI BEDROCK = URI.create("http://127.0.0.1:1");
  private static final Pattern RESOURCE = Pattern.compile("-n (\\S+) \\w+ aip(d?) ([^\\s)]+)");

  @Test
  void saysHowToReachTheCluster() {
    assertThat(lines(Optional.empty()))
        .contains("    export KUBECONFIG=kubeconfig", "The operator logs to log.")
        .noneMatch(line -> line.contains("alias"));
  }

  @Test
  void lendsAKubectlToThoseWhoHaveNone() {
    assertThat(lines(Optional.of(Path.of("bin/kubectl"))))
        .containsSequence("    export KUBECONFIG=kubeconfig", "    alias kubectl=bin/kubectl");
  }

  @Test
  void namesResourcesThatAreThere() throws IOException {
    var samples =
        Stream.concat(Sample.first().stream(), Sample.then().stream())
            .map(sample -> Key.of(sample.object()))
            .toList();

    assertThat(RESOURCE.matcher(String.join("\n", lines(Optional.empty()))).results())
        .map(found -> new Key(found.group(1), prefix(found.group(2)) + found.group(3)))
        .isNotEmpty()
        .isSubsetOf(samples);
  }

  private static String prefix(String more) {
    return more.isEmpty() ? "" : "aipd/";
  }

  private static List<String> lines(Optional<Path> kubectl) {
    return new Advice(KUBECONFIG, kubectl, BEDROCK, Path.of("log")).lines();
  }
}
