/** What is shipped beside the jar: manifests, samples, policies. */
@NullMarked
package io.bedrockoperator.deploy;

import org.jspecify.annotations.NullMarked;
