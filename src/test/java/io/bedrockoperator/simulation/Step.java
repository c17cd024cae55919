package io.bedrockoperator.simulation;

import io.bedrockoperator.aws.StoreFailure;
import java.time.Duration;

/** One thing that somebody does, or that goes wrong. Its text is a line of the story. */
sealed interface Step {

  /** Nothing but time passes. */
  record Wait(Duration time) implements Step {
    @Override
    public String toString() {
      return "%s pass".formatted(time);
    }
  }

  /** Create the resource if it is not there, with or without the other policies. */
  record Apply(int resource, String region, boolean retain, boolean never) implements Step {
    @Override
    public String toString() {
      return "the user applies resource %d in %s%s%s"
          .formatted(
              resource, region, retain ? ", to be retained" : "", never ? ", never recreated" : "");
    }
  }

  /** Create the resource if it is not there, to adopt what is there under the name of another. */
  record ApplyAdopting(int resource, String region, int nameOf, boolean takeOver) implements Step {
    @Override
    public String toString() {
      return "the user applies resource %d in %s to adopt the profile named as resource %d%s"
          .formatted(resource, region, nameOf, takeOver ? ", also from an owner" : "");
    }
  }

  record ChangeDeletionPolicy(int resource, boolean retain) implements Step {
    @Override
    public String toString() {
      return "the user sets the deletion policy of resource %d to %s"
          .formatted(resource, retain ? "Retain" : "Delete");
    }
  }

  record Observe(int resource, boolean only) implements Step {
    @Override
    public String toString() {
      return "the user sets the management policy of resource %d to %s"
          .formatted(resource, only ? "Observe" : "Full");
    }
  }

  record ChangeTag(int resource, int key, int value) implements Step {
    @Override
    public String toString() {
      return "the user sets tag %d of resource %d to %d".formatted(key, resource, value);
    }
  }

  record RemoveTags(int resource) implements Step {
    @Override
    public String toString() {
      return "the user removes all tags of resource %d".formatted(resource);
    }
  }

  record Suspend(int resource, boolean suspended) implements Step {
    @Override
    public String toString() {
      return "the user %s resource %d".formatted(suspended ? "suspends" : "resumes", resource);
    }
  }

  record Delete(int resource) implements Step {
    @Override
    public String toString() {
      return "the user deletes resource %d".formatted(resource);
    }
  }

  /** One that nobody holds is gone, and another one there in its place, before anybody looks. */
  record Replace(Apply next) implements Step {
    @Override
    public String toString() {
      return "the user deletes resource %d, and at once %s".formatted(next.resource, next);
    }
  }

  /** Another controller's. */
  record HoldForAnother(int resource, boolean held) implements Step {
    @Override
    public String toString() {
      return "another controller %s its finalizer %s resource %d"
          .formatted(held ? "puts" : "takes", held ? "on" : "from", resource);
    }
  }

  record AskForReconcile(int resource) implements Step {
    @Override
    public String toString() {
      return "the user asks for a look at resource %d".formatted(resource);
    }
  }

  /** Somebody without Kubernetes deletes the profile. */
  record StrangerDeletes(int resource) implements Step {
    @Override
    public String toString() {
      return "a stranger deletes the profile of resource %d in AWS".formatted(resource);
    }
  }

  record StrangerTags(int resource, int key) implements Step {
    @Override
    public String toString() {
      return "a stranger tags the profile of resource %d with key %d".formatted(resource, key);
    }
  }

  record StrangerTakesName(int resource) implements Step {
    @Override
    public String toString() {
      return "a stranger creates a profile under the name of resource %d".formatted(resource);
    }
  }

  /** A backup is restored, or a tool writes the status as a whole. */
  record StrangerWritesStatus(int resource, boolean restores) implements Step {
    @Override
    public String toString() {
      return "somebody %s the status of resource %d"
          .formatted(restores ? "restores" : "removes", resource);
    }
  }

  /** A second replica starts by mistake, or after a lost lease. */
  record StartReplica() implements Step {
    @Override
    public String toString() {
      return "one more replica starts";
    }
  }

  record CutWatch(Duration time) implements Step {
    @Override
    public String toString() {
      return "all watches are cut for %s".formatted(time);
    }
  }

  record MoveClock(Duration by) implements Step {
    @Override
    public String toString() {
      return "the wall clock moves by %s".formatted(by);
    }
  }

  /** The effect that comes so many effects from now goes wrong. */
  record Trouble(int effectsFromNow, Fate fate) implements Step {
    @Override
    public String toString() {
      return "at the %d. effect from here, %s".formatted(effectsFromNow + 1, fate);
    }
  }

  /** What becomes of one effect. */
  sealed interface Fate {

    record DieBefore(Duration downtime) implements Fate {
      @Override
      public String toString() {
        return "the process dies before it, for %s".formatted(downtime);
      }
    }

    record DieAfter(Duration downtime) implements Fate {
      @Override
      public String toString() {
        return "the process dies after it, for %s".formatted(downtime);
      }
    }

    record Fail(StoreFailure.Kind kind, boolean afterEffect) implements Fate {
      @Override
      public String toString() {
        return "it is answered %s %s it happened".formatted(kind, afterEffect ? "after" : "before");
      }
    }

    /** The caller gives up; the effect happens all the same, later. */
    record ComeLate(Duration by) implements Fate {
      @Override
      public String toString() {
        return "it times out, and happens %s later".formatted(by);
      }
    }

    record TakeLong(Duration time) implements Fate {
      @Override
      public String toString() {
        return "it takes %s".formatted(time);
      }
    }

    record MeetStep(Step step) implements Fate {
      @Override
      public String toString() {
        return "just before it, " + step;
      }
    }
  }
}
