package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.schema.InstalledSchema;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows which parts of a status the installed CustomResourceDefinition keeps, and which resources
 * report less than they should because of it. Thread-safe.
 */
public final class KeptStatuses {

  private final InstalledSchema schema;

  /** What the schema lacked when the resource was last reported on. */
  private final ConcurrentMap<String, String> shortcomingsByUid = new ConcurrentHashMap<>();

  /** What an event on the resource last said that the schema lacks. */
  private final ConcurrentMap<String, String> announcedByUid = new ConcurrentHashMap<>();

  KeptStatuses(InstalledSchema schema) {
    this.schema = schema;
  }

  InferenceProfileStatus keptOf(InferenceProfileStatus status) {
    return schema.keptOf(status);
  }

  /**
   * Checks the schema again if the API server did not store all that was sent: it may know fewer
   * fields than at the last check.
   */
  void compare(InferenceProfileStatus sent, @Nullable InferenceProfileStatus stored) {
    if (!sent.equals(stored)) {
      schema.check();
    }
  }

  /**
   * Records what the schema lacked when the resource was reported on.
   *
   * @return an event for the user, once for each state of the schema
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

  /**
   * Whether the last report lacked something because of the schema, and the schema has changed
   * since.
   */
  public boolean maySayMore(String uid) {
    var shortcoming = shortcomingsByUid.get(uid);
    return shortcoming != null && !schema.shortcoming().equals(Optional.of(shortcoming));
  }

  public boolean keepAll() {
    return schema.shortcoming().isEmpty();
  }

  /**
   * Whether the schema has {@code spec.publish}: only then does a spec without it mean that nothing
   * is to be published.
   */
  boolean keepsPublish() {
    return schema.has("spec.publish");
  }

  /** Returns why no profile may be created in the account of a BedrockAccount, if so. */
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
