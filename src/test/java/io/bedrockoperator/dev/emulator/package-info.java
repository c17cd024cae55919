/**
 * An Amazon Bedrock control plane for tests: application inference profiles and the list of
 * foundation models, in process ({@link io.bedrockoperator.dev.emulator.EmulatedAccount}) and over
 * HTTP ({@link io.bedrockoperator.dev.emulator.BedrockEmulator}). Of the Resource Groups Tagging
 * API, which knows their tags too, there is GetResources by ARN; of the Bedrock runtime, Converse
 * and InvokeModel through such a profile; of STS, AssumeRole and GetCallerIdentity, which make
 * several accounts of it ({@link io.bedrockoperator.dev.emulator.EmulatedSts}).
 *
 * <p>It is a separate truth, written from what AWS publishes (the botocore service model, the
 * Bedrock User Guide, recorded replies) and never from what the operator does: it must not import
 * anything of the operator. Where AWS publishes nothing, {@link
 * io.bedrockoperator.dev.emulator.EmulatorSettings} has a switch, so that both answers can be
 * tried.
 */
@NullMarked
package io.bedrockoperator.dev.emulator;

import org.jspecify.annotations.NullMarked;
