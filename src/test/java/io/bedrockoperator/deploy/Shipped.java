package io.bedrockoperator.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The files below {@code deploy/}. */
public final class Shipped {

  public static final Path DIRECTORY =
      Path.of(System.getProperty("basedir", ""), "deploy").toAbsolutePath();

  /** What both ways of kustomize have in common. */
  public static final Path BASE = DIRECTORY.resolve("base");

  private static final Path SAMPLES = DIRECTORY.resolve("samples");

  public static final Path NAMESPACES = SAMPLES.resolve("00-namespaces.yaml");

  /** For those who read what is published; they come with workloads. */
  public static final Path PUBLISH_SAMPLES = SAMPLES.resolve("publish");

  /** Namespaces and accounts of the tenants whose samples are beside it. */
  public static final Path TENANTS = SAMPLES.resolve("tenants").resolve("accounts.yaml");

  /** For those who have tenants in accounts of their own; to be copied. */
  public static final Path ACCOUNT_SAMPLES = SAMPLES.resolve("accounts");

  private Shipped() {}

  /** The first of its kind in a file of the base. */
  public static <T extends HasMetadata> T object(String file, Class<T> kind) throws IOException {
    return objects(BASE.resolve(file)).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  public static List<HasMetadata> objects(Path file) throws IOException {
    return objects(Files.readString(file));
  }

  /** Documents of YAML, one object in each. */
  public static List<HasMetadata> objects(String yaml) {
    Object read = new KubernetesSerialization().unmarshal(yaml);
    var all = read instanceof Collection<?> several ? several : List.of(read);
    return all.stream().map(HasMetadata.class::cast).toList();
  }

  /** Those of the sandbox: each is one resource, and says what will come of it. */
  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.equals(NAMESPACES) && !file.equals(TENANTS))
          .filter(file -> !file.startsWith(PUBLISH_SAMPLES) && !file.startsWith(ACCOUNT_SAMPLES))
          .sorted()
          .toList();
    }
  }
}
