package io.bedrockoperator.deployment;

import io.bedrockoperator.publish.ConfigMapContent;
import io.bedrockoperator.publish.ObservedConfigMap;
import io.bedrockoperator.publish.Publisher;
import io.bedrockoperator.reconcile.ConfigMapStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The ConfigMaps of a namespace, with the checks of versions that an API server makes. */
final class ConfigMapsInMemory implements ConfigMapStore {

  /** With what is in it. */
  record Held(ObservedConfigMap observed, Map<String, String> data) {}

  private final TreeMap<String, Held> byName = new TreeMap<>();
  private final Weather weather;
  private boolean refuses;
  private int version;

  ConfigMapsInMemory(Weather weather) {
    this.weather = weather;
  }

  List<Held> all() {
    return List.copyOf(byName.values());
  }

  /** Somebody who is no deployment has it. */
  void putStrangers(String name) {
    byName.putIfAbsent(
        name, new Held(observed(name, Optional.empty(), "theirs"), Map.of("theirs", "1")));
  }

  void removeStrangers() {
    byName.values().removeIf(held -> held.observed().controller().isEmpty());
  }

  void remove(String name) {
    byName.remove(name);
  }

  /** A policy is against what the operator writes. */
  void refuse(boolean refused) {
    refuses = refused;
  }

  /** Whoever may do so. */
  void edit(String name, Map<String, String> data) {
    byName.computeIfPresent(
        name,
        (unused, held) -> new Held(observed(name, held.observed().controller(), "edited"), data));
  }

  private ObservedConfigMap observed(String name, Optional<Publisher> controller, String hash) {
    version++;
    return new ObservedConfigMap(
        ClusterInMemory.NAMESPACE,
        name,
        "uid-of-" + name,
        Integer.toString(version),
        controller,
        hash,
        false,
        false);
  }

  @Override
  public List<ObservedConfigMap> controlledBy(String namespace, String uid) {
    return byName.values().stream().map(Held::observed).filter(is -> is.isOf(uid)).toList();
  }

  @Override
  public Optional<ObservedConfigMap> read(String namespace, String name) {
    weather.meanwhile();
    return Optional.ofNullable(byName.get(name)).map(Held::observed);
  }

  @Override
  public Set<String> mentioned(String namespace, String name, Set<String> texts) {
    weather.meanwhile();
    return Optional.ofNullable(byName.get(name)).stream()
        .flatMap(held -> held.data().values().stream())
        .flatMap(value -> texts.stream().filter(value::contains))
        .collect(Collectors.toSet());
  }

  @Override
  public Answer create(String namespace, Publisher publisher, ConfigMapContent content) {
    return written(
        () -> byName.containsKey(content.name()) ? new Changed() : put(publisher, content));
  }

  @Override
  public Answer replace(ObservedConfigMap current, Publisher publisher, ConfigMapContent content) {
    return written(() -> isThere(current) ? put(publisher, content) : new Changed());
  }

  private Answer put(Publisher publisher, ConfigMapContent content) {
    byName.put(
        content.name(),
        new Held(observed(content.name(), Optional.of(publisher), content.hash()), content.data()));
    return new Written();
  }

  @Override
  public Answer delete(ObservedConfigMap current) {
    return written(
        () -> {
          if (!isThere(current)) {
            return new Changed();
          }
          byName.remove(current.name());
          return new Written();
        });
  }

  private boolean isThere(ObservedConfigMap current) {
    return Optional.ofNullable(byName.get(current.name()))
        .filter(held -> Objects.equals(held.observed(), current))
        .isPresent();
  }

  private Answer written(Supplier<Answer> write) {
    weather.before();
    var answer = refuses ? new Refused("no") : write.get();
    weather.after();
    return answer;
  }
}
