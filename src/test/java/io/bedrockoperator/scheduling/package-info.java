@NullMarked
package io.bedrockoperator.scheduling;

import org.jspecify.annotations.NullMarked;
