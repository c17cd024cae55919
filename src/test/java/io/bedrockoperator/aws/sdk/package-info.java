@NullMarked
package io.bedrockoperator.aws.sdk;

import org.jspecify.annotations.NullMarked;
