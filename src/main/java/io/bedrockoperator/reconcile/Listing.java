package io.bedrockoperator.reconcile;

import io.bedrockoperator.profile.ObservedProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All application profiles of a Region, as Bedrock listed them once.
 *
 * @param startedAt nanoseconds of the monotonic clock; what was created before may be missing all
 *     the same for as long as Bedrock's lists lag
 */
record Listing(long startedAt, Map<String, ObservedProfile> byArn) {

  Listing {
    byArn = Map.copyOf(byArn);
  }

  static Listing of(long startedAt, List<ObservedProfile> profiles) {
    // Pages are not one picture: a profile may be on two of them.
    return new Listing(
        startedAt,
        profiles.stream()
            .collect(Collectors.toMap(ObservedProfile::arn, Function.identity(), (a, b) -> b)));
  }

  Optional<ObservedProfile> find(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  Stream<ObservedProfile> named(String name) {
    return byArn.values().stream().filter(profile -> profile.name().equals(name));
  }
}
