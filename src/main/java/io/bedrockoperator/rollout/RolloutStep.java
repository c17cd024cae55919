package io.bedrockoperator.rollout;

import java.time.Instant;
import java.util.Optional;

/** The next step of a rollout. */
public sealed interface RolloutStep {

  /** Creates a revision. */
  record Create(DesiredRevision revision) implements RolloutStep {}

  /** Changes a revision in place. */
  record Update(ObservedRevision revision, DesiredRevision to) implements RolloutStep {}

  /** Makes that revision the current one. */
  record Switch(ObservedRevision to) implements RolloutStep {}

  /** Removes a revision and, unless it is retained, its profile. */
  record Remove(ObservedRevision revision) implements RolloutStep {}

  /** Waits until that revision is Ready. */
  record Await(ObservedRevision revision) implements RolloutStep {}

  /** Waits for something else that happens by itself. */
  record Wait(String message) implements RolloutStep {}

  /** Waits for the user to act, because the name of the revision is taken. */
  record Refuse(String message) implements RolloutStep {}

  /** Does nothing, because the user has paused the rollout. */
  record Pause(String message) implements RolloutStep {}

  /**
   * Does nothing, because everything is as desired.
   *
   * @param until when the next revision may be removed; empty if none has to be
   */
  record Rest(Optional<Instant> until) implements RolloutStep {}
}
