package io.bedrockoperator.reconcile;

import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.publish.Publication;
import java.util.Optional;

/**
 * A spec that was understood.
 *
 * @param desired the desired state in AWS
 * @param publication what is to be published in the cluster
 */
record ParsedSpec(DesiredState desired, Optional<Publication> publication) {}
