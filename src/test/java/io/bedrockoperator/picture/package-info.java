/**
 * {@code mvn -Pdashboard}: the shipped dashboard as a picture. Its queries are answered by
 * Prometheus' own engine, from what the packaged process said on a real API server and the
 * emulator; the drawing is the project's own.
 */
@NullMarked
package io.bedrockoperator.picture;

import org.jspecify.annotations.NullMarked;
