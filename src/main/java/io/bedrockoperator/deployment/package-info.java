/**
 * The reconciliation of one InferenceProfileDeployment: observe, plan, execute, report. Knows no
 * operator SDK and no client of Kubernetes, but ports; and nothing of AWS, which is the business of
 * the InferenceProfiles that it makes.
 */
@NullMarked
package io.bedrockoperator.deployment;

import org.jspecify.annotations.NullMarked;
