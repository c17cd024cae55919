/** The adapter of the ports in {@code aws}: the only user of the AWS SDK, credentials included. */
@NullMarked
package io.bedrockoperator.aws.sdk;

import org.jspecify.annotations.NullMarked;
