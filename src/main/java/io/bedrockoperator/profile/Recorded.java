package io.bedrockoperator.profile;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the status remembers from earlier passes.
 *
 * @param token the {@code clientRequestToken} in force; present only for profiles that were created
 *     here
 * @param appliedTagKeys the user tags that were applied from the spec, and may be removed later
 * @param previousArns profiles of this resource that vanished; never taken for living ones again
 */
public record Recorded(
    Optional<String> arn,
    Optional<String> token,
    Set<String> appliedTagKeys,
    List<String> previousArns) {

  public static final Recorded NOTHING =
      new Recorded(Optional.empty(), Optional.empty(), Set.of(), List.of());

  public Recorded {
    appliedTagKeys = Set.copyOf(appliedTagKeys);
    previousArns = List.copyOf(previousArns);
  }

  public boolean createdHere() {
    return token.isPresent();
  }
}
