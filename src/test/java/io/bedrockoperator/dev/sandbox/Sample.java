package io.bedrockoperator.dev.sandbox;

import io.bedrockoperator.deploy.Shipped;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A manifest and what will come of it. */
record Sample(Expectation expectation, HasMetadata object) {

  private static final Path DIRECTORY = Shipped.NAMESPACES.resolveSibling("");

  /** Those that need nothing but their namespaces. */
  static List<Sample> first() throws IOException {
    return in(DIRECTORY);
  }

  /** Those that are about what the first ones became. */
  static List<Sample> then() throws IOException {
    return in(DIRECTORY.resolve("then"));
  }

  /** Those of tenants in accounts of their own, which have to be there first. */
  static List<Sample> ofTenants() throws IOException {
    return in(Shipped.TENANTS.resolveSibling(""));
  }

  /** The namespaces and accounts of the tenants. */
  static List<HasMetadata> accounts() throws IOException {
    return Shipped.objects(Shipped.TENANTS);
  }

  private static List<Sample> in(Path directory) throws IOException {
    var samples = new ArrayList<Sample>();
    for (var file : manifests(directory)) {
      var expectation = Expectation.parse(Files.readAllLines(file).get(0));
      Shipped.objects(file).forEach(object -> samples.add(new Sample(expectation, object)));
    }
    return samples;
  }

  private static List<Path> manifests(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.equals(Shipped.NAMESPACES))
          .filter(file -> !file.equals(Shipped.TENANTS))
          .sorted()
          .toList();
    }
  }

  Row row() {
    return new Row(Key.of(object), Optional.of(expectation), State.UNKNOWN);
  }
}
