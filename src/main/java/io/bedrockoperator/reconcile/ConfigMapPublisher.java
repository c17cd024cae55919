package io.bedrockoperator.reconcile;

import io.bedrockoperator.publish.ConfigMapContent;
import io.bedrockoperator.publish.NotPublishable;
import io.bedrockoperator.publish.ObservedConfigMap;
import io.bedrockoperator.publish.Publication;
import io.bedrockoperator.publish.PublishAction;
import io.bedrockoperator.publish.PublishPlanner;
import io.bedrockoperator.publish.PublishedProfile;
import io.bedrockoperator.publish.Publisher;
import io.bedrockoperator.status.Publishing;
import io.bedrockoperator.status.Publishing.Hindered;
import io.bedrockoperator.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes the ConfigMap that a resource publishes, and removes what it does not publish any more.
 *
 * @param store empty where the operator is set not to publish
 * @param publisher the resource
 * @param told the ConfigMap that its status names
 * @param mayBeThere the ConfigMap may be there already, though the watch does not know of it
 * @param onWrite told of each ConfigMap that was written, by name
 * @param holds what is to be published is still so; asked once it is known what would be written
 */
public record ConfigMapPublisher(
    Optional<ConfigMapStore> store,
    String namespace,
    Publisher publisher,
    Optional<String> told,
    boolean mayBeThere,
    Consumer<String> onWrite,
    BooleanSupplier holds) {

  /** For a profile that was read, and is ACTIVE. */
  public Publishing publish(Publication publication, PublishedProfile profile) {
    return store
        .map(
            configMaps ->
                unlessFailing(
                    publication.configMap(), () -> publish(configMaps, publication, profile)))
        .orElseGet(
            () ->
                hindered(
                    Reason.PUBLISH_DISABLED,
                    "The operator may not publish, so spec.publish cannot be done: set"
                        + " BEDROCK_OPERATOR_PUBLISH to true, or remove the field"));
  }

  /** Of the profile itself can be told all the same. */
  private Publishing unlessFailing(String configMap, Supplier<Publishing> requests) {
    try {
      return requests.get();
    } catch (ResourceStore.ApiServerFailure failure) {
      return hindered(
          Reason.CREATING,
          "The API server fails at the ConfigMap %s (%s): trying again"
              .formatted(configMap, failure.getMessage()));
    }
  }

  private Publishing publish(
      ConfigMapStore configMaps, Publication publication, PublishedProfile profile) {
    try {
      var content = ConfigMapContent.render(publisher.kind(), publication, profile);
      var seen = seen(configMaps, publication.configMap());
      var action = PublishPlanner.plan(content, publisher, seen);
      return action.writes() && !holds.getAsBoolean()
          ? hindered(Reason.CREATING, changed(content.name()))
          : execute(configMaps, content, action);
    } catch (NotPublishable refused) {
      return hindered(Reason.INVALID_SPEC, String.valueOf(refused.getMessage()));
    }
  }

  /**
   * What is at rest costs no read, and neither does what was created just now: the name is nearly
   * always free.
   */
  private Optional<ObservedConfigMap> seen(ConfigMapStore configMaps, String name) {
    return configMaps.controlledBy(namespace, publisher.uid()).stream()
        .filter(is -> is.name().equals(name))
        .findFirst()
        .or(() -> mayBeThere ? configMaps.read(namespace, name) : Optional.empty());
  }

  private Publishing execute(
      ConfigMapStore configMaps, ConfigMapContent content, PublishAction action) {
    return switch (action) {
      case PublishAction.Keep() -> published(configMaps, content.name());
      case PublishAction.Create() ->
          written(configMaps, content, configMaps.create(namespace, publisher, content));
      case PublishAction.Replace(ObservedConfigMap current) ->
          written(configMaps, content, configMaps.replace(current, publisher, content));
      case PublishAction.Recreate(ObservedConfigMap current) ->
          written(configMaps, content, recreate(configMaps, current, content));
      case PublishAction.Await(String message) -> hindered(Reason.CREATING, message);
      case PublishAction.Refuse(String message) -> hindered(Reason.PUBLISH_CONFLICT, message);
    };
  }

  private ConfigMapStore.Answer recreate(
      ConfigMapStore configMaps, ObservedConfigMap current, ConfigMapContent content) {
    var deleted = configMaps.delete(current);
    return deleted instanceof ConfigMapStore.Written
        ? configMaps.create(namespace, publisher, content)
        : deleted;
  }

  private Publishing written(
      ConfigMapStore configMaps, ConfigMapContent content, ConfigMapStore.Answer answer) {
    return switch (answer) {
      case ConfigMapStore.Written() -> {
        onWrite.accept(content.name());
        yield published(configMaps, content.name());
      }
      case ConfigMapStore.Changed() -> hindered(Reason.CREATING, changed(content.name()));
      case ConfigMapStore.Refused(String why) ->
          hindered(
              Reason.PUBLISH_REFUSED,
              ("The API server does not take the ConfigMap %s (%s): allow the operator to write it,"
                      + " or correct spec.publish")
                  .formatted(content.name(), why));
    };
  }

  private Publishing published(ConfigMapStore configMaps, String name) {
    return remove(configMaps, others(configMaps, Optional.of(name)), Optional.of(name))
        .orElseGet(() -> new Publishing.Done(name));
  }

  /** Nothing is to be published any more. */
  public Publishing withdraw() {
    return store
        .map(configMaps -> unlessFailing(told.orElse(""), () -> withdraw(configMaps)))
        .or(() -> told.map(this::left))
        .orElseGet(Publishing.Untouched::new);
  }

  private Publishing withdraw(ConfigMapStore configMaps) {
    return remove(configMaps, others(configMaps, Optional.empty()), told)
        .orElseGet(Publishing.Withdrawn::new);
  }

  private Publishing left(String configMap) {
    return hindered(
        Reason.PUBLISH_DISABLED,
        "The operator may not publish, so the ConfigMap %s stays, which is not wanted any more:"
                .formatted(configMap)
            + " delete it by hand");
  }

  /** The resource's, but for the one of that name; the watch may not know yet of what was told. */
  private List<ObservedConfigMap> others(ConfigMapStore configMaps, Optional<String> wanted) {
    var others = new ArrayList<>(configMaps.controlledBy(namespace, publisher.uid()));
    if (others.stream().noneMatch(is -> told.equals(Optional.of(is.name())))
        && !told.equals(wanted)) {
      told.flatMap(name -> configMaps.read(namespace, name))
          .filter(is -> is.isOf(publisher.uid()))
          .ifPresent(others::add);
    }
    others.removeIf(is -> wanted.equals(Optional.of(is.name())));
    return others;
  }

  /** Says what is in the way; empty when they are gone. */
  private Optional<Publishing> remove(
      ConfigMapStore configMaps, List<ObservedConfigMap> others, Optional<String> instead) {
    for (var other : others) {
      if (!holds.getAsBoolean()) {
        return Optional.of(new Hindered(Reason.CREATING, changed(other.name()), instead));
      }
      switch (configMaps.delete(other)) {
        case ConfigMapStore.Written() -> {}
        case ConfigMapStore.Changed() -> {
          return Optional.of(new Hindered(Reason.CREATING, changed(other.name()), instead));
        }
        case ConfigMapStore.Refused(String why) -> {
          return Optional.of(
              new Hindered(
                  Reason.PUBLISH_REFUSED,
                  ("The API server does not let the ConfigMap %s go, which is not wanted any more"
                          + " (%s): allow the operator to delete it, or delete it by hand")
                      .formatted(other.name(), why),
                  instead));
        }
      }
    }
    return Optional.empty();
  }

  private static String changed(String configMap) {
    return "The ConfigMap %s is other than it was a moment ago: looking again".formatted(configMap);
  }

  private Hindered hindered(Reason reason, String message) {
    return new Hindered(reason, message, told);
  }
}
