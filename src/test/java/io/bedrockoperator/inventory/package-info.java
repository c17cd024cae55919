@NullMarked
package io.bedrockoperator.inventory;

import org.jspecify.annotations.NullMarked;
