/**
 * A real kube-apiserver and etcd for the tests and the sandbox, a garbage collector for those who
 * ask for it, and helm: found, downloaded or built, started and stopped. Knows nothing of the
 * operator.
 */
@NullMarked
package io.bedrockoperator.dev.apiserver;

import org.jspecify.annotations.NullMarked;
