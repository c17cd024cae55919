@NullMarked
package io.bedrockoperator.aws.rate;

import org.jspecify.annotations.NullMarked;
