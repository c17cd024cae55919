/**
 * The real passes over a simulated cluster and Bedrock, in one thread and in virtual time: every
 * effect can die before or after it happened, be late or be answered wrongly, while users and
 * strangers do what they like. Seeded, and shrunk to a short story when an invariant breaks.
 */
@NullMarked
package io.bedrockoperator.simulation;

import org.jspecify.annotations.NullMarked;
