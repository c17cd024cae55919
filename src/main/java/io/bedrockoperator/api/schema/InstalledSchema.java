package io.bedrockoperator.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fields of this version that the installed CustomResourceDefinition lacks, as far as is known.
 * The API server prunes such fields silently. Safe for use by multiple threads.
 */
public final class InstalledSchema {

  private static final Logger LOG = LoggerFactory.getLogger(InstalledSchema.class);

  /**
   * Without these fields, a later reconciliation would not know which profile belongs to the
   * resource, or would use a token twice.
   */
  private static final Set<String> RECORD =
      Set.of(
          "status.inferenceProfileArn",
          "status.clientRequestToken",
          "status.appliedTagKeys",
          "status.previousInferenceProfileArns");

  private final String version;
  private final Supplier<Optional<JsonNode>> openApi;
  private final Lock oneAtATime = new ReentrantLock();
  private volatile MissingFields missing = MissingFields.NONE;

  /**
   * Reports nothing as missing before the first check.
   *
   * @param version the version of the operator
   * @param openApi the OpenAPI v3 document of the resource's group and version; empty while it
   *     cannot be read
   */
  public InstalledSchema(String version, Supplier<Optional<JsonNode>> openApi) {
    this.version = version;
    this.openApi = openApi;
  }

  /**
   * Checks the schema again, and logs what changed.
   *
   * @return whether it is known that nothing is missing
   */
  public boolean check() {
    oneAtATime.lock();
    try {
      var found = openApi.get().flatMap(MissingFields::inDocument);
      found.filter(now -> !now.equals(missing)).ifPresent(this::becomes);
      return found.filter(MissingFields.NONE::equals).isPresent();
    } finally {
      oneAtATime.unlock();
    }
  }

  private void becomes(MissingFields now) {
    missing = now;
    shortcoming()
        .ifPresentOrElse(
            what ->
                LOG.warn(
                    "{}; until then {}",
                    what,
                    lacksRecord()
                        ? "no profile is created, adopted or replaced"
                        : "these fields are not stored"),
            () ->
                LOG.info(
                    "the installed CustomResourceDefinition {} has every field of version {}",
                    name(),
                    version));
  }

  private static String name() {
    return HasMetadata.getFullResourceName(InferenceProfile.class);
  }

  private boolean lacksRecord() {
    return missing.containsAnyOf(RECORD);
  }

  /** What is missing and what to do about it; empty if nothing is missing. */
  public Optional<String> shortcoming() {
    var paths = missing.paths();
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the installed CustomResourceDefinition %s lacks %s: apply crds/ of version %s"
                .formatted(name(), String.join(", ", paths), version));
  }

  /** Why the operator must not begin what a later reconciliation has to know; empty if it may. */
  public Optional<String> hindrance() {
    return lacksRecord()
        ? shortcoming().map(what -> "No profile is created, adopted or replaced while " + what)
        : Optional.empty();
  }

  /** Whether the API server stores the field, as far as is known. */
  public boolean has(String path) {
    return !missing.containsAnyOf(Set.of(path));
  }

  /** Whether this status, or any spec, may have lost a field. */
  public boolean concerns(InferenceProfileStatus status) {
    return missing.paths().stream().anyMatch(path -> path.startsWith("spec"))
        || !keptOf(status).equals(status);
  }

  /** What the API server stores of a status. */
  public InferenceProfileStatus keptOf(InferenceProfileStatus status) {
    return missing.keptOf(status);
  }
}
