/**
 * What the installed CustomResourceDefinition has of what this version expects. Pure: is handed the
 * schema, and knows no client.
 */
@NullMarked
package io.bedrockoperator.api.schema;

import org.jspecify.annotations.NullMarked;
