/**
 * The reconciliation of one InferenceProfileDeployment: observe, plan, execute, report. This
 * package knows ports only. It uses neither an operator SDK nor a Kubernetes client, and knows
 * nothing of AWS, which is the business of the InferenceProfiles that it creates.
 */
@NullMarked
package io.bedrockoperator.deployment;

import org.jspecify.annotations.NullMarked;
