/**
 * A real kube-apiserver and etcd for the tests and the sandbox, and helm: found, downloaded or
 * built, started and stopped. Knows nothing of the operator.
 */
@NullMarked
package io.bedrockoperator.apiserver;

import org.jspecify.annotations.NullMarked;
