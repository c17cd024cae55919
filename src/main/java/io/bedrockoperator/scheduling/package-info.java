/** Fair queues, semaphores and token buckets: general, without a word of Bedrock or Kubernetes. */
@NullMarked
package io.bedrockoperator.scheduling;

import org.jspecify.annotations.NullMarked;
