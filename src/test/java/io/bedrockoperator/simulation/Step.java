package io.bedrockoperator.simulation;

import io.bedrockoperator.aws.StoreFailure;
import java.time.Duration;
import java.util.Optional;

/** One thing that somebody does, or that goes wrong. */
sealed interface Step {

  /** Nothing but time passes. */
  record Wait(Duration time) implements Step {}

  /** Create the resource if it is not there, with or without the other policies. */
  record Apply(int resource, String region, boolean retain, boolean never) implements Step {}

  /** Create the resource if it is not there, to adopt what is there under the name of another. */
  record ApplyAdopting(int resource, String region, int nameOf, boolean takeOver) implements Step {}

  record ChangeDeletionPolicy(int resource, boolean retain) implements Step {}

  record Observe(int resource, boolean only) implements Step {}

  record ChangeTag(int resource, int key, int value) implements Step {}

  record RemoveTags(int resource) implements Step {}

  /** Under that name; without one, not at all any more. */
  record Publish(int resource, Optional<String> configMap) implements Step {}

  /** Somebody creates a ConfigMap of that name, or changes the one that is there. */
  record StrangerWritesConfigMap(int resource, String configMap, Deed deed) implements Step {
    /** What is done. */
    enum Deed {
      CREATE,
      EDIT,
      MAKE_IMMUTABLE,
      UNLABEL,
      /** What is the stranger's own to add. */
      ANNOTATE,
      /** In another namespace, with the uid of the resource. */
      FORGE,
      DELETE
    }
  }

  /** The platform team changes a BedrockAccount, or somebody its role in AWS. */
  record ChangeAccount(int account, Change change) implements Step {
    /** What is done. */
    enum Change {
      ALLOW_ITS_OWN,
      ALLOW_BOTH,
      ALLOW_NOBODY,
      SUSPEND,
      RESUME,
      DENY_ROLE,
      GRANT_ROLE,
      /** Whatever lives there. */
      REMOVE,
      CREATE,
      /** Under the same name. */
      CREATE_ELSEWHERE
    }
  }

  record Suspend(int resource, boolean suspended) implements Step {}

  record Delete(int resource) implements Step {}

  /** One that nobody holds is gone, and another one there in its place, before anybody looks. */
  record Replace(Apply next) implements Step {}

  /** Another controller's. */
  record HoldForAnother(int resource, boolean held) implements Step {}

  record AskForReconcile(int resource) implements Step {}

  /** Somebody without Kubernetes deletes the profile. */
  record StrangerDeletes(int resource) implements Step {}

  record StrangerTags(int resource, int key) implements Step {}

  record StrangerTakesName(int resource) implements Step {}

  /** A backup is restored, or a tool writes the status as a whole. */
  record StrangerWritesStatus(int resource, boolean restores) implements Step {}

  /** The user applies the deployment with that model, and how many earlier ones are to stay. */
  record Roll(int model, int limit) implements Step {}

  record DeleteDeployment() implements Step {}

  /** Somebody deletes a revision, or its profile without Kubernetes. */
  record StrangerDeletesRevision(boolean inAws) implements Step {}

  /** A tool removes the status of the deployment. */
  record StrangerForgetsRollout() implements Step {}

  /** A second replica starts by mistake, or after a lost lease. */
  record StartReplica() implements Step {}

  record CutWatch(Duration time) implements Step {}

  record MoveClock(Duration by) implements Step {}

  /** The effect that comes so many effects from now goes wrong. */
  record Trouble(int effectsFromNow, Fate fate) implements Step {}

  /** As a line of the story. */
  default String told() {
    return switch (this) {
      case Wait(Duration time) -> "%s pass".formatted(time);
      case Apply(int resource, String region, boolean retain, boolean never) ->
          "the user applies resource %d in %s%s%s"
              .formatted(
                  resource,
                  region,
                  retain ? ", to be retained" : "",
                  never ? ", never recreated" : "");
      case ApplyAdopting(int resource, String region, int nameOf, boolean takeOver) ->
          "the user applies resource %d in %s to adopt the profile named as resource %d%s"
              .formatted(resource, region, nameOf, takeOver ? ", also from an owner" : "");
      case ChangeDeletionPolicy(int resource, boolean retain) ->
          "the user sets the deletion policy of resource %d to %s"
              .formatted(resource, retain ? "Retain" : "Delete");
      case Observe(int resource, boolean only) ->
          "the user sets the management policy of resource %d to %s"
              .formatted(resource, only ? "Observe" : "Full");
      case ChangeTag(int resource, int key, int value) ->
          "the user sets tag %d of resource %d to %d".formatted(key, resource, value);
      case RemoveTags(int resource) ->
          "the user removes all tags of resource %d".formatted(resource);
      case ChangeAccount(int account, var change) ->
          "somebody does %s to account %d".formatted(change, account);
      case Suspend(int resource, boolean suspended) ->
          "the user %s resource %d".formatted(suspended ? "suspends" : "resumes", resource);
      case Delete(int resource) -> "the user deletes resource %d".formatted(resource);
      case Replace(Apply next) ->
          "the user deletes resource %d, and at once %s".formatted(next.resource, next.told());
      case Publish(int resource, var configMap) ->
          "the user publishes resource %d in %s".formatted(resource, configMap.orElse("nothing"));
      case StrangerWritesConfigMap(int resource, String configMap, var deed) ->
          "a stranger does %s to the ConfigMap %s beside resource %d"
              .formatted(deed, configMap, resource);
      case HoldForAnother(int resource, boolean held) ->
          "another controller %s its finalizer %s resource %d"
              .formatted(held ? "puts" : "takes", held ? "on" : "from", resource);
      case AskForReconcile(int resource) ->
          "the user asks for a look at resource %d".formatted(resource);
      case StrangerDeletes(int resource) ->
          "a stranger deletes the profile of resource %d in AWS".formatted(resource);
      case StrangerTags(int resource, int key) ->
          "a stranger tags the profile of resource %d with key %d".formatted(resource, key);
      case StrangerTakesName(int resource) ->
          "a stranger creates a profile under the name of resource %d".formatted(resource);
      case StrangerWritesStatus(int resource, boolean restores) ->
          "somebody %s the status of resource %d"
              .formatted(restores ? "restores" : "removes", resource);
      case Roll(int model, int limit) ->
          "the user rolls out model %d and keeps %d earlier ones".formatted(model, limit);
      case DeleteDeployment() -> "the user deletes the deployment";
      case StrangerDeletesRevision(boolean inAws) ->
          "somebody deletes a revision" + (inAws ? " in AWS" : "");
      case StrangerForgetsRollout() -> "somebody removes the status of the deployment";
      case StartReplica() -> "one more replica starts";
      case CutWatch(Duration time) -> "all watches are cut for %s".formatted(time);
      case MoveClock(Duration by) -> "the wall clock moves by %s".formatted(by);
      case Trouble(int effectsFromNow, Fate fate) ->
          "at the %d. effect from here, %s".formatted(effectsFromNow + 1, fate.told());
    };
  }

  /** What becomes of one effect. */
  sealed interface Fate {

    record DieBefore(Duration downtime) implements Fate {}

    record DieAfter(Duration downtime) implements Fate {}

    record Fail(StoreFailure.Kind kind, boolean afterEffect) implements Fate {}

    /** The caller gives up; the effect happens all the same, later. */
    record ComeLate(Duration by) implements Fate {}

    record TakeLong(Duration time) implements Fate {}

    record MeetStep(Step step) implements Fate {}

    /** As the end of a sentence. */
    default String told() {
      return switch (this) {
        case DieBefore(Duration downtime) ->
            "the process dies before it, for %s".formatted(downtime);
        case DieAfter(Duration downtime) -> "the process dies after it, for %s".formatted(downtime);
        case Fail(StoreFailure.Kind kind, boolean afterEffect) ->
            "it is answered %s %s it happened".formatted(kind, afterEffect ? "after" : "before");
        case ComeLate(Duration by) -> "it times out, and happens %s later".formatted(by);
        case TakeLong(Duration time) -> "it takes %s".formatted(time);
        case MeetStep(Step step) -> "just before it, " + step.told();
      };
    }
  }
}
