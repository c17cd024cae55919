package io.bedrockoperator.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.schema.InstalledSchema;
import io.bedrockoperator.scheduling.Sleeper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schema that the API server publishes, which every authenticated user may read, while the
 * operator may not read the CustomResourceDefinition itself. The schema cannot be watched, so it is
 * polled, with one request that the API server answers from memory.
 */
public final class PublishedSchema {

  private static final Logger LOG = LoggerFactory.getLogger(PublishedSchema.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String PATH =
      "/openapi/v3/apis/" + HasMetadata.getApiVersion(InferenceProfile.class);

  private static final int NO_ANSWER = 0;

  private static final Duration WHILE_COMPLETE = Duration.ofMinutes(1);

  /** Shorter, since a rollout may wait for the readiness probe. */
  private static final Duration OTHERWISE = Duration.ofSeconds(5);

  private final KubernetesClient client;
  private boolean unreadable;

  public PublishedSchema(KubernetesClient client) {
    this.client = client;
  }

  /** Reads the schema; empty if it cannot be read. Not safe for use by multiple threads. */
  public Optional<JsonNode> read() {
    try {
      var document = Optional.ofNullable(client.raw(PATH));
      var schema = document.isPresent() ? MAPPER.readTree(document.get()) : null;
      unreadable = false;
      return Optional.ofNullable(schema);
    } catch (KubernetesClientException failure) {
      // The watches already report an API server that does not answer.
      return failure.getCode() == NO_ANSWER ? Optional.empty() : unreadable(failure);
    } catch (JsonProcessingException failure) {
      return unreadable(failure);
    }
  }

  private Optional<JsonNode> unreadable(Exception failure) {
    if (!unreadable) {
      unreadable = true;
      LOG.warn(
          "cannot check whether the CustomResourceDefinition is outdated, since {} cannot be"
              + " read ({}): let the operator read it, as the ClusterRole system:discovery does",
          PATH,
          failure.getMessage());
    }
    return Optional.empty();
  }

  /** Checks the schema now, and then periodically until the process ends. */
  public static void follow(InstalledSchema schema) {
    var complete = schema.check();
    Thread.ofVirtual().name("schema").start(() -> follow(schema, complete));
  }

  private static void follow(InstalledSchema schema, boolean completeAtFirst) {
    var complete = completeAtFirst;
    while (!Thread.currentThread().isInterrupted()) {
      Sleeper.onThread(complete ? WHILE_COMPLETE : OTHERWISE);
      complete = schema.check();
    }
  }
}
