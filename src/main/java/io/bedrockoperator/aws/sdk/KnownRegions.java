package io.bedrockoperator.aws.sdk;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;

/** The Regions that this version of the AWS SDK knows. */
public final class KnownRegions {

  /** Their names, without global ones such as {@code aws-global}, where Bedrock has no endpoint. */
  public static final Set<String> NAMES =
      Region.regions().stream()
          .filter(Predicate.not(Region::isGlobalRegion))
          .map(Region::id)
          .collect(Collectors.toUnmodifiableSet());

  private KnownRegions() {}
}
