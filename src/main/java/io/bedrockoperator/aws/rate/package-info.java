/** The call budget of one account and Region: how fast calls are sent, and in which order. */
@NullMarked
package io.bedrockoperator.aws.rate;

import org.jspecify.annotations.NullMarked;
