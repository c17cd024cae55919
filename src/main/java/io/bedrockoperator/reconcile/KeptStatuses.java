package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.schema.InstalledSchema;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What of the statuses the installed CustomResourceDefinition keeps, and which resources say less
 * than they should because of it. Safe for many threads.
 */
public final class KeptStatuses {

  private final InstalledSchema schema;

  /** What was missing when the resource of that uid was reported on. */
  private final ConcurrentMap<String, String> shortcomingsByUid = new ConcurrentHashMap<>();

  /** What was said to be missing on the resource of that uid. */
  private final ConcurrentMap<String, String> announcedByUid = new ConcurrentHashMap<>();

  KeptStatuses(InstalledSchema schema) {
    this.schema = schema;
  }

  InferenceProfileStatus keptOf(InferenceProfileStatus status) {
    return schema.keptOf(status);
  }

  /** The API server may know less than it did at the last check. */
  void compare(InferenceProfileStatus sent, @Nullable InferenceProfileStatus stored) {
    if (!sent.equals(stored)) {
      schema.check();
    }
  }

  /**
   * Takes note of what was to be reported of a resource.
   *
   * @return what its user is to be told: once for each state of the schema
   */
  Optional<ResourceEvent> reported(String uid, InferenceProfileStatus whole) {
    var shortcoming = schema.shortcoming();
    if (shortcoming.isEmpty()) {
      forget(uid);
      return Optional.empty();
    }
    shortcomingsByUid.put(uid, shortcoming.get());
    return shortcoming
        .filter(what -> schema.concerns(whole))
        .filter(what -> !what.equals(announcedByUid.put(uid, what)))
        .map(
            what ->
                ResourceEvent.warning(
                    "CustomResourceDefinitionOutdated",
                    "What this resource asks for, or says, may be incomplete: " + what));
  }

  /** Something was missing when it was reported on, and the schema has changed since. */
  public boolean maySayMore(String uid) {
    var shortcoming = shortcomingsByUid.get(uid);
    return shortcoming != null && !schema.shortcoming().equals(Optional.of(shortcoming));
  }

  public boolean keepAll() {
    return schema.shortcoming().isEmpty();
  }

  /** A spec without {@code publish} says that nothing is to be published. */
  boolean keepsPublish() {
    return schema.has("spec.publish");
  }

  /** Why no profile may be created in the account of a BedrockAccount. */
  Optional<String> hindranceToPin() {
    return schema.has("status.accountRef") ? Optional.empty() : schema.shortcoming();
  }

  Optional<String> hindrance() {
    return schema.hindrance();
  }

  void forget(String uid) {
    shortcomingsByUid.remove(uid);
    announcedByUid.remove(uid);
  }
}
