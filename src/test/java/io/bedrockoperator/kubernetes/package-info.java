@NullMarked
package io.bedrockoperator.kubernetes;

import org.jspecify.annotations.NullMarked;
