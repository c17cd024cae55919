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
 * Writes the ConfigMap that a resource publishes, and removes those that it no longer publishes.
 *
 * @param store empty if publishing is disabled
 * @param publisher the resource
 * @param told the ConfigMap that the status of the resource names
 * @param mayBeThere whether the ConfigMap may exist although the watch has not shown it
 * @param onWrite receives the name of each ConfigMap that was written
 * @param holds whether what is to be published is still current; evaluated right before anything is
 *     written or deleted
 */
public record ConfigMapPublisher(
    Optional<ConfigMapStore> store,
    String namespace,
    Publisher publisher,
    Optional<String> told,
    boolean mayBeThere,
    Consumer<String> onWrite,
    BooleanSupplier holds) {

  /** Publishes a profile that was read from Bedrock and is ACTIVE. */
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

  /**
   * A failure of the API server affects the publication only: the reconciliation can still report
   * on the profile itself.
   */
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
   * Reads the ConfigMap from the API server only if it may exist although the watch has not shown
   * it. A resource at rest costs no read. Neither does one whose profile was just created, because
   * the name is nearly always free.
   */
  private Optional<ObservedConfigMap> seen(ConfigMapStore configMaps, String name) {
    return shown(configMaps, name)
        .or(() -> mayBeThere ? configMaps.read(namespace, name) : Optional.empty());
  }

  private Optional<ObservedConfigMap> shown(ConfigMapStore configMaps, String name) {
    return configMaps.controlledBy(namespace, publisher.uid()).stream()
        .filter(configMap -> configMap.name().equals(name))
        .findFirst();
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

  /**
   * Reports on what was published, while there is no profile to compare it with.
   *
   * @param outdated whether it names a profile that is gone
   */
  public Publishing unread(boolean outdated) {
    if (told.isEmpty()) {
      return new Publishing.Untouched();
    }
    var name = told.get();
    if (store.filter(configMaps -> isMissing(configMaps, name)).isPresent()) {
      return new Publishing.Missing(name);
    }
    return outdated ? new Publishing.Outdated(name) : new Publishing.Untouched();
  }

  /**
   * A ConfigMap that the watch does not show may be there all the same, for example without its
   * label. So it is read once: the status does not name it any more if it is missing.
   */
  private boolean isMissing(ConfigMapStore configMaps, String name) {
    try {
      return shown(configMaps, name)
          .or(() -> configMaps.read(namespace, name))
          .filter(configMap -> configMap.isOf(publisher.uid()))
          .isEmpty();
    } catch (ResourceStore.ApiServerFailure unknown) {
      return false;
    }
  }

  /** Removes what was published, because nothing is to be published any more. */
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

  /**
   * The ConfigMaps of the resource, except for the wanted one. The one that the status names is
   * read if the watch has not shown it yet.
   */
  private List<ObservedConfigMap> others(ConfigMapStore configMaps, Optional<String> wanted) {
    var others = new ArrayList<>(configMaps.controlledBy(namespace, publisher.uid()));
    if (others.stream().noneMatch(configMap -> told.equals(Optional.of(configMap.name())))
        && !told.equals(wanted)) {
      told.flatMap(name -> configMaps.read(namespace, name))
          .filter(configMap -> configMap.isOf(publisher.uid()))
          .ifPresent(others::add);
    }
    others.removeIf(configMap -> wanted.equals(Optional.of(configMap.name())));
    return others;
  }

  /**
   * Deletes the other ConfigMaps. The result says what prevents that; it is empty once they are
   * gone.
   */
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
