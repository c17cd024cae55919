/**
 * Decides in one place what has to be read and what has to be done about a profile. Pure values and
 * functions.
 */
@NullMarked
package io.bedrockoperator.profile.plan;

import org.jspecify.annotations.NullMarked;
