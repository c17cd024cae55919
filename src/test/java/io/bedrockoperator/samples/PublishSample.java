package io.bedrockoperator.samples;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.deploy.Shipped;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A manifest with a resource that publishes and, in most, what reads it. */
public record PublishSample(Path file, List<HasMetadata> objects) {

  /** What Flux fills in. */
  static final Path MODELS = Shipped.PUBLISH_SAMPLES.resolve(Path.of("flux", "models"));

  /** All that publish. */
  public static List<PublishSample> all() {
    try (Stream<Path> files = Files.walk(Shipped.PUBLISH_SAMPLES)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") && !file.startsWith(MODELS))
          .sorted()
          .map(PublishSample::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PublishSample of(String name) {
    return read(Shipped.PUBLISH_SAMPLES.resolve(name));
  }

  private static PublishSample read(Path file) {
    try {
      return new PublishSample(file, Shipped.objects(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What publishes. */
  public InferenceProfile resource() {
    var json = new KubernetesSerialization();
    return objects.stream()
        .filter(object -> object.getKind().equals("InferenceProfile"))
        .map(object -> json.convertValue(object, InferenceProfile.class))
        .findFirst()
        .orElseThrow();
  }

  /** What the workload runs. */
  Optional<PodSpec> pod() {
    return objects.stream()
        .flatMap(
            object ->
                switch (object) {
                  case Deployment deployment ->
                      Stream.of(deployment.getSpec().getTemplate().getSpec());
                  case Job job -> Stream.of(job.getSpec().getTemplate().getSpec());
                  default -> Stream.empty();
                })
        .findFirst();
  }
}
