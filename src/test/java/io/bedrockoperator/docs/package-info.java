/** What the documentation says, held against what is. */
@NullMarked
package io.bedrockoperator.docs;

import org.jspecify.annotations.NullMarked;
