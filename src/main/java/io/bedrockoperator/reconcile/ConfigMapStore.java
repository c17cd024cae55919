package io.bedrockoperator.reconcile;

import io.bedrockoperator.publish.ConfigMapContent;
import io.bedrockoperator.publish.ObservedConfigMap;
import io.bedrockoperator.publish.Publisher;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ConfigMaps that resources publish. Safe for many threads. Each method may throw {@link
 * ResourceStore.ApiServerFailure}.
 */
public interface ConfigMapStore {

  /** What came of a write. */
  sealed interface Answer {}

  /** It is in the cluster. */
  record Written() implements Answer {}

  /** The cluster has something else under that name than was assumed: look again. */
  record Changed() implements Answer {}

  /**
   * The API server does not take it, and would not take it a second time.
   *
   * @param why in its words
   */
  record Refused(String why) implements Answer {}

  /**
   * What the resource of that uid controls in its namespace, as the watch and the writes of this
   * process last showed it.
   */
  List<ObservedConfigMap> controlledBy(String namespace, String uid);

  /** As it is now; of whomever. */
  Optional<ObservedConfigMap> read(String namespace, String name);

  /** Which of these texts stand in its data, as it is now. */
  Set<String> mentioned(String namespace, String name, Set<String> texts);

  /** Creates it, unless the name is taken. */
  Answer create(String namespace, Publisher publisher, ConfigMapContent content);

  /** Replaces all of it in one write, if nobody changed it since. */
  Answer replace(ObservedConfigMap current, Publisher publisher, ConfigMapContent content);

  /** Deletes it, if nobody changed it since. */
  Answer delete(ObservedConfigMap current);
}
