package io.bedrockoperator.deployment;

import io.bedrockoperator.publish.Publication;
import io.bedrockoperator.rollout.DesiredRevision;
import java.time.Duration;
import java.util.Optional;

/** A spec that was parsed and understood. */
record ParsedDeployment(
    DesiredRevision desired,
    int historyLimit,
    Duration retention,
    boolean paused,
    Optional<Publication> publication) {}
