/** The shared listing of each account and Region, the resting resources, and drift detection. */
@NullMarked
package io.bedrockoperator.inventory;

import org.jspecify.annotations.NullMarked;
