/** Everything that uses the Kubernetes client: the adapters of the ports to the cluster. */
@NullMarked
package io.bedrockoperator.kubernetes;

import org.jspecify.annotations.NullMarked;
