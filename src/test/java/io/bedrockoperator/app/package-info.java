@NullMarked
package io.bedrockoperator.app;

import org.jspecify.annotations.NullMarked;
