/**
 * Everything this operator asks of Amazon Bedrock, behind one port. The only package that imports
 * the AWS SDK; knows profiles, nothing of Kubernetes.
 */
@NullMarked
package io.bedrockoperator.bedrock;

import org.jspecify.annotations.NullMarked;
