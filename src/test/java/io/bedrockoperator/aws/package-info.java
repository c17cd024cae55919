@NullMarked
package io.bedrockoperator.aws;

import org.jspecify.annotations.NullMarked;
