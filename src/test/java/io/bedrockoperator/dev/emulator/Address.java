package io.bedrockoperator.dev.emulator;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An id, and the kind of profile when an ARN said it. */
record Address(@Nullable String kind, String id) {

  /**
   * Of what a caller names.
   *
   * @param foreign how the ARN of another account or Region is refused
   */
  static Address of(String identifier, Home home, Function<String, Refusal> foreign) {
    if (!ProfileArn.looksLike(identifier)) {
      return new Address(null, identifier);
    }
    var arn = ProfileArn.parse(identifier);
    if (!home.owns(arn)) {
      throw foreign.apply(identifier + " is not of this Region.");
    }
    return new Address(arn.kind(), arn.id());
  }

  boolean isSystem(KnownSources sources) {
    return kind == null ? sources.isSystem(id) : kind.equals(ProfileArn.SYSTEM);
  }
}
