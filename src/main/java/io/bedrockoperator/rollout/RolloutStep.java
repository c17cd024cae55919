package io.bedrockoperator.rollout;

import java.time.Instant;
import java.util.Optional;

/** The one next step of a rollout. */
public sealed interface RolloutStep {

  /** Makes a revision. */
  record Create(DesiredRevision revision) implements RolloutStep {}

  /** Changes a revision in place. */
  record Update(ObservedRevision revision, DesiredRevision to) implements RolloutStep {}

  /** Makes that revision the current one. */
  record Switch(ObservedRevision to) implements RolloutStep {}

  /** Removes a revision and, unless it is retained, its profile. */
  record Remove(ObservedRevision revision) implements RolloutStep {}

  /** That revision has to become Ready first. */
  record Await(ObservedRevision revision) implements RolloutStep {}

  /** Something else has to happen first, which happens by itself. */
  record Wait(String message) implements RolloutStep {}

  /** Somebody has to act first: the name of the revision is taken. */
  record Refuse(String message) implements RolloutStep {}

  /** The user wants nothing to be made at present. */
  record Pause(String message) implements RolloutStep {}

  /**
   * All is as it has to be.
   *
   * @param until a revision may be removed
   */
  record Rest(Optional<Instant> until) implements RolloutStep {}
}
