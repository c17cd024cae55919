/** The ports to AWS: what the operator asks of an account and Region, and how a call may fail. */
@NullMarked
package io.bedrockoperator.aws;

import org.jspecify.annotations.NullMarked;
