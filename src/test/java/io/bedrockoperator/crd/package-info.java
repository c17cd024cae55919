/** The CRD: generated from the types, and tried on a real API server. */
@NullMarked
package io.bedrockoperator.crd;

import org.jspecify.annotations.NullMarked;
