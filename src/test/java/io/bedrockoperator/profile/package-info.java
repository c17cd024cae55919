/** What is to be done about a profile, as tables of cases. */
@NullMarked
package io.bedrockoperator.profile;

import org.jspecify.annotations.NullMarked;
