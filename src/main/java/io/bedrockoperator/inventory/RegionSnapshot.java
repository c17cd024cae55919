package io.bedrockoperator.inventory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.bedrockoperator.profile.ObservedProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All application profiles of a Region, as one listing returned them.
 *
 * @param startedAt when the listing was started, in monotonic nanoseconds; a profile that was
 *     created before may still be missing, since Bedrock's lists lag
 */
public record RegionSnapshot(
    long startedAt, Map<String, ObservedProfile> byArn, Map<String, List<ObservedProfile>> byName) {

  public RegionSnapshot {
    byArn = Map.copyOf(byArn);
    byName = Map.copyOf(byName);
  }

  static RegionSnapshot of(long startedAt, List<ObservedProfile> profiles) {
    // Pages are not one consistent snapshot: a profile may be on two of them.
    var byArn =
        profiles.stream().collect(toMap(ObservedProfile::arn, Function.identity(), (a, b) -> b));
    return new RegionSnapshot(
        startedAt, byArn, byArn.values().stream().collect(groupingBy(ObservedProfile::name)));
  }

  public Optional<ObservedProfile> find(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  public List<ObservedProfile> named(String name) {
    return byName.getOrDefault(name, List.of());
  }
}
