/** General-purpose fair queues, semaphores and token buckets; nothing of Bedrock or Kubernetes. */
@NullMarked
package io.bedrockoperator.scheduling;

import org.jspecify.annotations.NullMarked;
