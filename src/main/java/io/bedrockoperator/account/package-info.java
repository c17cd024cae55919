/**
 * Which account a namespace uses, and under which rules. Pure: is handed the accounts and the
 * namespace, and knows no client.
 */
@NullMarked
package io.bedrockoperator.account;

import org.jspecify.annotations.NullMarked;
