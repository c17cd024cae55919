/**
 * The adapter of the ports in {@code aws}, and the only user of the AWS SDK and its credentials.
 */
@NullMarked
package io.bedrockoperator.aws.sdk;

import org.jspecify.annotations.NullMarked;
