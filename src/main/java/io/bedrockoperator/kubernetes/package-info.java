/** The adapters of the ports to the cluster, over the Kubernetes client. */
@NullMarked
package io.bedrockoperator.kubernetes;

import org.jspecify.annotations.NullMarked;
