/** The ports to AWS: what is asked of Bedrock for one account and Region, and how it may say no. */
@NullMarked
package io.bedrockoperator.aws;

import org.jspecify.annotations.NullMarked;
