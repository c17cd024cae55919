package io.bedrockoperator.publish;

/** What has to be done so that a ConfigMap says what it has to. */
public sealed interface PublishAction {

  /** It says so already. */
  record Keep() implements PublishAction {}

  /** There is none of that name, as far as is known. */
  record Create() implements PublishAction {}

  /** Writes it anew, whole. */
  record Replace(ObservedConfigMap current) implements PublishAction {}

  /** Deletes it and creates it, since somebody made it immutable. */
  record Recreate(ObservedConfigMap current) implements PublishAction {}

  /** It goes without us, and then the name is free. */
  record Await(String message) implements PublishAction {}

  /** It is somebody else's. */
  record Refuse(String message) implements PublishAction {}

  /** The cluster is other afterwards. */
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
