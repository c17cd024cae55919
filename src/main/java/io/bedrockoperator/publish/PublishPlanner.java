package io.bedrockoperator.publish;

import java.util.Optional;

/** Decides what to do about the ConfigMap that a resource publishes. */
public final class PublishPlanner {

  private PublishPlanner() {}

  /**
   * Plans the next action.
   *
   * @param seen the ConfigMap of that name; empty if there is none, or none is known yet
   */
  public static PublishAction plan(
      ConfigMapContent content, Publisher publisher, Optional<ObservedConfigMap> seen) {
    return seen.map(existing -> plan(content, publisher, existing))
        .orElseGet(PublishAction.Create::new);
  }

  private static PublishAction plan(
      ConfigMapContent content, Publisher publisher, ObservedConfigMap seen) {
    if (!seen.isOf(publisher.uid())) {
      return seen.controller()
              .filter(controller -> controller.isEarlierLifeOf(publisher))
              .isPresent()
          ? new PublishAction.Await(
              ("The ConfigMap %s belongs to an earlier resource of this name: waiting until the"
                      + " garbage collector has removed it")
                  .formatted(seen.name()))
          : new PublishAction.Refuse(conflict(seen));
    }
    if (seen.terminating()) {
      return new PublishAction.Await(
          "The ConfigMap %s was deleted, and its finalizers hold it: waiting until it is gone"
              .formatted(seen.name()));
    }
    if (seen.hash().equals(content.hash())) {
      return new PublishAction.Keep();
    }
    return seen.immutable() ? new PublishAction.Recreate(seen) : new PublishAction.Replace(seen);
  }

  private static String conflict(ObservedConfigMap seen) {
    return "The ConfigMap %s is not this resource's (%s): choose another name, or remove it"
        .formatted(
            seen.name(),
            seen.controller().isPresent() ? "it has another owner" : "it has no owner");
  }
}
