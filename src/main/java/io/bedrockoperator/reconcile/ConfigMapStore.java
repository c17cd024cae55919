package io.bedrockoperator.reconcile;

import io.bedrockoperator.publish.ConfigMapContent;
import io.bedrockoperator.publish.ObservedConfigMap;
import io.bedrockoperator.publish.Publisher;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ConfigMaps that resources publish. Thread-safe. Each method may throw {@link
 * ResourceStore.ApiServerFailure}.
 */
public interface ConfigMapStore {

  /** The result of a write or deletion. */
  sealed interface Answer {}

  /** The API server carried it out. */
  record Written() implements Answer {}

  /**
   * The ConfigMap in the cluster is not the one that the caller assumed, so nothing was written.
   * Read it again.
   */
  record Changed() implements Answer {}

  /**
   * The API server rejected the request, and would reject it again.
   *
   * @param why the message of the API server
   */
  record Refused(String why) implements Answer {}

  /**
   * Returns the ConfigMaps that the resource with that uid controls in its namespace, as last shown
   * by the watch and by the writes of this process.
   */
  List<ObservedConfigMap> controlledBy(String namespace, String uid);

  /** Reads the present ConfigMap from the API server, whoever controls it. */
  Optional<ObservedConfigMap> read(String namespace, String name);

  /** Returns those of the texts that the data of the present ConfigMap contains. */
  Set<String> mentioned(String namespace, String name, Set<String> texts);

  /** Creates the ConfigMap, unless the name is taken. */
  Answer create(String namespace, Publisher publisher, ConfigMapContent content);

  /** Replaces the whole ConfigMap in one write, if it has not changed since it was read. */
  Answer replace(ObservedConfigMap current, Publisher publisher, ConfigMapContent content);

  /** Deletes the ConfigMap, if it has not changed since it was read. */
  Answer delete(ObservedConfigMap current);
}
