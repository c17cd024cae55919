/**
 * What a profile should be, what it is, and the one thing to do about the difference. Pure values
 * and functions: imports {@code java.*} only, never Kubernetes, never AWS.
 */
@NullMarked
package io.bedrockoperator.profile;

import org.jspecify.annotations.NullMarked;
