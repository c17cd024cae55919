/**
 * The samples of deploy/samples/publish, and what becomes of them: a ConfigMap, what the kubelet
 * makes of it, and what those who read that would invoke.
 */
@NullMarked
package io.bedrockoperator.samples;

import org.jspecify.annotations.NullMarked;
