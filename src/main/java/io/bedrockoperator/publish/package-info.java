/**
 * How a profile is published: placeholders, templates, the policy to invoke it, and what has to be
 * done to bring its ConfigMap up to date. Pure: uses no client.
 */
@NullMarked
package io.bedrockoperator.publish;

import org.jspecify.annotations.NullMarked;
