package io.bedrockoperator.kubernetes;

import io.bedrockoperator.api.PublishConfigMap;
import io.bedrockoperator.publish.ObservedConfigMap;
import io.bedrockoperator.publish.Publisher;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The ConfigMaps that resources control, as the watch and this process's own writes last showed
 * them, without their contents. Any user may write any owner reference, so only plausible ones are
 * kept. Safe for use by multiple threads.
 */
public final class PublishedConfigMaps {

  /** More characters than the API server's own uids have. */
  private static final int LONGEST_UID = 64;

  private final String apiVersion;
  private final String kind;
  private final Lock lock = new ReentrantLock();
  private final Map<String, ObservedConfigMap> byName = new HashMap<>();
  private final Map<String, Set<String>> namesByController = new HashMap<>();

  /**
   * Creates an empty index.
   *
   * @param publishers the kind of the resources whose ConfigMaps it holds
   */
  public PublishedConfigMaps(Class<? extends HasMetadata> publishers) {
    this.apiVersion = HasMetadata.getApiVersion(publishers);
    this.kind = HasMetadata.getKind(publishers);
  }

  List<ObservedConfigMap> controlledBy(String namespace, String uid) {
    return locked(
        () ->
            namesByController.getOrDefault(nameOf(namespace, uid), Set.of()).stream()
                .sorted()
                .map(byName::get)
                .toList());
  }

  /**
   * Records the state of a ConfigMap.
   *
   * @return the controllers that have to react: the one before, and the one now; none if the state
   *     is not new
   */
  public List<Publisher> saw(ObservedConfigMap now) {
    return locked(
        () -> {
          var before = Optional.ofNullable(byName.get(nameOf(now)));
          if (before.filter(known -> isNewer(known, now)).isPresent()) {
            return List.of();
          }
          before.ifPresent(this::drop);
          if (hasPlausibleController(now)) {
            put(now);
          }
          if (before.filter(known -> isSame(known, now)).isPresent()) {
            return List.of();
          }
          return Stream.concat(before.stream(), Stream.of(now))
              .map(ObservedConfigMap::controller)
              .flatMap(Optional::stream)
              .distinct()
              .toList();
        });
  }

  /**
   * Records that a ConfigMap is gone.
   *
   * @return the resource that controlled it, if it was known
   */
  public Optional<Publisher> lost(String namespace, String name, String uid) {
    return locked(
        () -> {
          var before =
              Optional.ofNullable(byName.get(nameOf(namespace, name)))
                  .filter(known -> known.uid().equals(uid));
          before.ifPresent(this::drop);
          return before.flatMap(ObservedConfigMap::controller);
        });
  }

  /** Updates a ConfigMap that was read; one that the watch does not show is not added. */
  void refresh(ObservedConfigMap now) {
    if (locked(() -> byName.containsKey(nameOf(now)))) {
      saw(now);
    }
  }

  /** Records that no ConfigMap has that name. */
  void lost(String namespace, String name) {
    locked(
        () -> {
          Optional.ofNullable(byName.get(nameOf(namespace, name))).ifPresent(this::drop);
          return name;
        });
  }

  private void put(ObservedConfigMap configMap) {
    byName.put(nameOf(configMap), configMap);
    configMap
        .controller()
        .ifPresent(
            controller ->
                namesByController
                    .computeIfAbsent(
                        nameOf(configMap.namespace(), controller.uid()), unused -> new TreeSet<>())
                    .add(nameOf(configMap)));
  }

  private void drop(ObservedConfigMap configMap) {
    byName.remove(nameOf(configMap));
    configMap
        .controller()
        .ifPresent(
            controller ->
                namesByController.computeIfPresent(
                    nameOf(configMap.namespace(), controller.uid()),
                    (unused, names) -> {
                      names.remove(nameOf(configMap));
                      return names.isEmpty() ? null : names;
                    }));
  }

  private boolean hasPlausibleController(ObservedConfigMap configMap) {
    return configMap
        .controller()
        .filter(
            controller ->
                controller.apiVersion().equals(apiVersion)
                    && controller.kind().equals(kind)
                    && controller.name().length() <= PublishConfigMap.LONGEST_NAME
                    && controller.uid().length() <= LONGEST_UID)
        .isPresent();
  }

  /** A watch may show a state late, after it was overwritten. */
  private static boolean isNewer(ObservedConfigMap one, ObservedConfigMap other) {
    return one.uid().equals(other.uid()) && version(one) > version(other);
  }

  private static long version(ObservedConfigMap configMap) {
    return Long.parseLong(configMap.resourceVersion());
  }

  private static boolean isSame(ObservedConfigMap one, ObservedConfigMap other) {
    return one.withVersion(other.resourceVersion()).equals(other);
  }

  private static String nameOf(ObservedConfigMap configMap) {
    return nameOf(configMap.namespace(), configMap.name());
  }

  private static String nameOf(String namespace, String name) {
    return namespace + "/" + name;
  }

  private <T> T locked(Supplier<T> access) {
    lock.lock();
    try {
      return access.get();
    } finally {
      lock.unlock();
    }
  }
}
