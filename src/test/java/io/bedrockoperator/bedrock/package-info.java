/** The adapter through the real AWS SDK, over HTTP, against an emulated Bedrock. */
@NullMarked
package io.bedrockoperator.bedrock;

import org.jspecify.annotations.NullMarked;
