package io.bedrockoperator.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** In what a profile differs from what a resource asks for, in words for its owner. */
public final class ProfileDiff {

  private ProfileDiff() {}

  /** Differences in what can never be changed; empty when there are none. */
  public static List<String> immutableDifferences(DesiredProfile want, ObservedProfile is) {
    var differences = new ArrayList<String>();
    if (!is.name().equals(want.name())) {
      differences.add("its name is '%s', not '%s'".formatted(is.name(), want.name()));
    }
    if (!text(is.description()).equals(text(want.description()))) {
      differences.add(
          "its description is '%s', not '%s'"
              .formatted(text(is.description()), text(want.description())));
    }
    return differences;
  }

  /** Everything that speaks against adopting the profile, owner aside. */
  public static List<String> adoptionDifferences(
      DesiredProfile want, ObservedProfile is, Optional<Set<String>> sourceModels) {
    var differences = new ArrayList<>(immutableDifferences(want, is));
    if (!is.type().equals("APPLICATION")) {
      differences.add("its type is %s, not APPLICATION".formatted(is.type()));
    }
    differences.addAll(placeDifferences(want, is));
    differences.addAll(
        modelDifferences(want.copyFrom(), Set.copyOf(is.models()), sourceModels.orElse(Set.of())));
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
    // The id is the same, but requests would leave the Region that was asked for.
    var oneRegionWanted = Arn.parse(copyFrom).filter(Arn::isFoundationModel).isPresent();
    return oneRegionWanted && models.size() > 1
        ? List.of("it spans %d Regions, copyFrom is a model in one".formatted(models.size()))
        : List.of();
  }

  private static List<String> placeDifferences(DesiredProfile want, ObservedProfile is) {
    var differences = new ArrayList<String>();
    Arn.parse(is.arn())
        .ifPresent(
            arn -> {
              if (!arn.region().equals(want.region())) {
                differences.add("its Region is %s, not %s".formatted(arn.region(), want.region()));
              }
              var account = Arn.parse(want.copyFrom()).map(Arn::account).orElse("");
              if (!account.isEmpty() && !account.equals(arn.account())) {
                differences.add("its account is %s, not %s".formatted(arn.account(), account));
              }
            });
    return differences;
  }

  /** Ids, not ARNs: the models of {@code global.} profiles are listed with an empty Region. */
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
