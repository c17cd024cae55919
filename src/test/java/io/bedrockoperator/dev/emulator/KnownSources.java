package io.bedrockoperator.dev.emulator;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Resolves what can be copied from in one Region, and shows its system-defined profiles. */
final class KnownSources {
  private static final Instant SYSTEM_SINCE = Instant.parse("2024-12-03T00:00:00Z");

  private final Home home;
  private final Catalogue catalogue;

  KnownSources(Home home, Catalogue catalogue) {
    this.home = home;
    this.catalogue = catalogue;
  }

  /** The models of a profile with this source (User Guide, "Create an application ..."). */
  List<String> modelsOf(String copyFrom, EmulatorSettings.Unknowns unknowns) {
    var arn = ProfileArn.parse(copyFrom);
    if (!home.owns(arn)) {
      throw unknowns.foreignArn().refusal("The source " + copyFrom + " is not of this Region.");
    }
    return arn.kind().equals(ProfileArn.MODEL)
        ? List.of(modelOf(arn, copyFrom, unknowns))
        : system(arn.id()).models();
  }

  private String modelOf(ProfileArn arn, String copyFrom, EmulatorSettings.Unknowns unknowns) {
    var model =
        catalogue
            .model(arn.id(), home.region())
            .filter(found -> arn.account().isEmpty())
            .orElseThrow(() -> Refusal.notFound("The model " + copyFrom + " was not found."));
    if (unknowns.onDemandRequired() && !model.onDemandIn().contains(home.region())) {
      throw Refusal.validation("The model " + copyFrom + " does not support on-demand.");
    }
    return home.model(home.region(), model.id());
  }

  boolean isSystem(String id) {
    return catalogue.profile(id, home.region()).isPresent();
  }

  Profile system(String id) {
    return catalogue
        .profile(id, home.region())
        .map(this::view)
        .orElseThrow(() -> Refusal.notFound("The inference profile " + id + " was not found."));
  }

  List<Profile> allSystem() {
    return catalogue.profilesOf(home.region()).stream().map(this::view).toList();
  }

  /**
   * The models of the Region.
   *
   * @param lifecycle of the model with that id
   */
  List<FoundationModel> allModels(Function<String, Lifecycle> lifecycle) {
    return catalogue.modelsOf(home.region()).stream()
        .map(
            model ->
                new FoundationModel(
                    home.model(home.region(), model.id()),
                    model.id(),
                    model.onDemandIn().contains(home.region()),
                    lifecycle.apply(model.id())))
        .toList();
  }

  private Profile view(Catalogue.SystemProfile profile) {
    return new Profile(
        profile.name(),
        "Routes requests to " + profile.modelId(),
        SYSTEM_SINCE,
        SYSTEM_SINCE,
        home.system(profile.id()),
        profile.models(home),
        profile.id(),
        "ACTIVE",
        ProfileType.SYSTEM_DEFINED);
  }
}
