/** One shared listing for each account and Region, what is at rest, and how drift is found. */
@NullMarked
package io.bedrockoperator.inventory;

import org.jspecify.annotations.NullMarked;
