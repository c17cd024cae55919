package io.bedrockoperator.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The differences between a profile and what a resource asks for, in words for the user. */
public final class ProfileDiff {

  private ProfileDiff() {}

  /** Returns the differences in what cannot be changed; empty if there are none. */
  public static List<String> immutableDifferences(
      DesiredProfile desired, ObservedProfile observed) {
    var differences = new ArrayList<String>();
    if (!observed.name().equals(desired.name())) {
      differences.add("its name is '%s', not '%s'".formatted(observed.name(), desired.name()));
    }
    if (!text(observed.description()).equals(text(desired.description()))) {
      differences.add(
          "its description is '%s', not '%s'"
              .formatted(text(observed.description()), text(desired.description())));
    }
    return differences;
  }

  /** Returns everything that prevents an adoption of the profile, apart from its owner. */
  public static List<String> adoptionDifferences(
      DesiredProfile desired, ObservedProfile observed, Optional<Set<String>> sourceModels) {
    var differences = new ArrayList<>(immutableDifferences(desired, observed));
    if (!observed.type().equals("APPLICATION")) {
      differences.add("its type is %s, not APPLICATION".formatted(observed.type()));
    }
    differences.addAll(placeDifferences(desired, observed));
    differences.addAll(
        modelDifferences(
            desired.copyFrom(), Set.copyOf(observed.models()), sourceModels.orElse(Set.of())));
    return differences;
  }

  private static List<String> modelDifferences(
      String copyFrom, Set<String> models, Set<String> sourceModels) {
    if (sourceModels.isEmpty()) {
      return List.of(
          "its models are %s, and Bedrock does not know those of copyFrom"
              .formatted(sorted(modelIds(models))));
    }
    if (!modelIds(models).equals(modelIds(sourceModels))) {
      return List.of(
          "its models are %s, those of copyFrom are %s"
              .formatted(sorted(modelIds(models)), sorted(modelIds(sourceModels))));
    }
    // The ids are the same, but requests would leave the Region that was asked for.
    var oneRegionWanted = Arn.parse(copyFrom).filter(Arn::isFoundationModel).isPresent();
    return oneRegionWanted && models.size() > 1
        ? List.of("it spans %d Regions, copyFrom is a model in one".formatted(models.size()))
        : List.of();
  }

  private static List<String> placeDifferences(DesiredProfile desired, ObservedProfile observed) {
    var differences = new ArrayList<String>();
    Arn.parse(observed.arn())
        .ifPresent(
            arn -> {
              if (!arn.region().equals(desired.region())) {
                differences.add(
                    "its Region is %s, not %s".formatted(arn.region(), desired.region()));
              }
              var account = Arn.parse(desired.copyFrom()).map(Arn::account).orElse("");
              if (!account.isEmpty() && !account.equals(arn.account())) {
                differences.add("its account is %s, not %s".formatted(arn.account(), account));
              }
            });
    return differences;
  }

  /**
   * Ids instead of ARNs, because the models of {@code global.} profiles are listed with an empty
   * Region.
   */
  private static Set<String> modelIds(Set<String> arns) {
    return arns.stream()
        .map(text -> Arn.parse(text).map(Arn::id).orElse(text))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> sorted(Set<String> ids) {
    return ids.stream().sorted().toList();
  }

  /** Bedrock reports a description that was never set as absent or as empty. */
  private static String text(Optional<String> description) {
    return description.orElse("");
  }
}
