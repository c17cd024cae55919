@NullMarked
package io.bedrockoperator.api.schema;

import org.jspecify.annotations.NullMarked;
