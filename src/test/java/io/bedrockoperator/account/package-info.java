/** Tests of the choice of an account. */
@NullMarked
package io.bedrockoperator.account;

import org.jspecify.annotations.NullMarked;
