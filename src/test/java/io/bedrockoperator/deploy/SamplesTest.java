package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {

  static List<Path> samples() throws IOException {
    return Shipped.samples();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void saysWhatToExpectAndWhatItShows(Path sample) throws IOException {
    var lines = Files.readAllLines(sample);

    assertThat(lines.get(0)).matches("# expect: [A-Z][A-Za-z]+");
    assertThat(lines.get(1)).startsWith("# ").endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void isOneResourceInANamespaceOfTheSamples(Path sample) throws IOException {
    var namespaces =
        Stream.concat(
                Shipped.objects(Shipped.NAMESPACES).stream(),
                Shipped.objects(Shipped.TENANTS).stream())
            .filter(object -> object.getKind().equals("Namespace"))
            .map(namespace -> namespace.getMetadata().getName())
            .toList();

    assertThat(Shipped.objects(sample))
        .singleElement()
        .satisfies(
            object -> {
              assertThat(object.getKind()).isIn("InferenceProfile", "InferenceProfileDeployment");
              assertThat(object.getMetadata().getNamespace()).isIn(namespaces);
            });
  }

  /** kubectl applies a directory in the order of the names of its files. */
  @Test
  void namespacesComeFirst() throws IOException {
    for (var sample : Shipped.samples()) {
      assertThat(sample).isGreaterThan(Shipped.NAMESPACES);
    }
  }

  @Test
  void noTwoSamplesAreTheSameObject() throws IOException {
    var seen = new HashSet<String>();
    for (var sample : Shipped.samples()) {
      assertThat(seen.add(key(Shipped.objects(sample).get(0)))).as("%s", sample).isTrue();
    }
  }

  private static String key(HasMetadata object) {
    return "%s %s/%s"
        .formatted(
            object.getKind(), object.getMetadata().getNamespace(), object.getMetadata().getName());
  }
}
