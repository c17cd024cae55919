/**
 * Which account a namespace uses, and under which rules. Pure: accounts and namespaces are passed
 * in, and no client is used.
 */
@NullMarked
package io.bedrockoperator.account;

import org.jspecify.annotations.NullMarked;
