package io.bedrockoperator.publish;

/** What has to be done to bring a published ConfigMap up to date. */
public sealed interface PublishAction {

  /** It is up to date. */
  record Keep() implements PublishAction {}

  /** No ConfigMap of that name exists, as far as is known. */
  record Create() implements PublishAction {}

  /** Replaces its whole content. */
  record Replace(ObservedConfigMap current) implements PublishAction {}

  /** Deletes it and creates it, since somebody made it immutable. */
  record Recreate(ObservedConfigMap current) implements PublishAction {}

  /** It is being removed by others. Then the name is free. */
  record Await(String message) implements PublishAction {}

  /** It belongs to somebody else. */
  record Refuse(String message) implements PublishAction {}

  /** Whether the action changes the cluster. */
  default boolean writes() {
    return switch (this) {
      case Create() -> true;
      case Replace(var current) -> true;
      case Recreate(var current) -> true;
      case Keep() -> false;
      case Await(var message) -> false;
      case Refuse(var message) -> false;
    };
  }
}
