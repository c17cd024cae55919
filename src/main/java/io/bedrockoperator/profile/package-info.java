/**
 * What a profile should be, what it is, and the one action that the difference requires. Pure
 * values and functions, which import {@code java.*} only and nothing of Kubernetes or AWS.
 */
@NullMarked
package io.bedrockoperator.profile;

import org.jspecify.annotations.NullMarked;
