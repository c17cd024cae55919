/**
 * An Amazon Bedrock control plane for tests: application inference profiles, in process ({@link
 * io.bedrockoperator.emulator.BedrockAccount}) and over HTTP ({@link
 * io.bedrockoperator.emulator.BedrockEmulator}). Of the Resource Groups Tagging API, which knows
 * their tags too, there is GetResources by ARN.
 *
 * <p>It is a separate truth, written from what AWS publishes (the botocore service model, the
 * Bedrock User Guide, recorded replies) and never from what the operator does: it must not import
 * anything of the operator. Where AWS publishes nothing, {@link
 * io.bedrockoperator.emulator.Settings} has a switch, so that both answers can be tried.
 */
@NullMarked
package io.bedrockoperator.emulator;

import org.jspecify.annotations.NullMarked;
