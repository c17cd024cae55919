/**
 * What is published of a profile: placeholders, templates, the policy to invoke it, and what has to
 * be done so that a ConfigMap says it. Pure: knows no client.
 */
@NullMarked
package io.bedrockoperator.publish;

import org.jspecify.annotations.NullMarked;
