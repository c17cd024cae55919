@NullMarked
package io.bedrockoperator.profile.plan;

import org.jspecify.annotations.NullMarked;
