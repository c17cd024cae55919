/** Reading and writing the custom resource through the Kubernetes client's own serialisation. */
@NullMarked
package io.bedrockoperator.api;

import org.jspecify.annotations.NullMarked;
