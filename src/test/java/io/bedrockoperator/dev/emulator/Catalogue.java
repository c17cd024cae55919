package io.bedrockoperator.dev.emulator;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The foundation models and system-defined profiles that can be a source, by Region. */
public record Catalogue(List<Model> models, List<SystemProfile> profiles) {

  /** A foundation model, and where it can be invoked without a profile and where only with one. */
  public record Model(String id, Set<String> onDemandIn, Set<String> profileOnlyIn) {
    boolean isIn(String region) {
      return onDemandIn.contains(region) || profileOnlyIn.contains(region);
    }
  }

  /**
   * A system-defined profile.
   *
   * @param sources the Regions it can be called from
   * @param destinations the Regions it routes to; none for a global profile, whose members are a
   *     model ARN without a Region and the calling Region's
   */
  public record SystemProfile(
      String id, String name, String modelId, List<String> sources, List<String> destinations) {

    List<String> models(Home home) {
      return destinations.isEmpty()
          ? List.of(home.model("", modelId), home.model(home.region(), modelId))
          : destinations.stream().map(region -> home.model(region, modelId)).toList();
    }
  }

  private static final String NOVA_LITE = "amazon.nova-lite-v1:0";
  private static final String NOVA_PRO = "amazon.nova-pro-v1:0";
  private static final String NOVA_2_LITE = "amazon.nova-2-lite-v1:0";
  private static final String HAIKU_3 = "anthropic.claude-3-haiku-20240307-v1:0";
  private static final String SONNET_4 = "anthropic.claude-sonnet-4-20250514-v1:0";

  private static final List<String> US = List.of("us-east-1", "us-west-2", "us-east-2");
  private static final List<String> EU = List.of("eu-central-1", "eu-west-1", "eu-west-3");
  private static final Set<String> ALL =
      Set.of("us-east-1", "us-west-2", "us-east-2", "eu-central-1", "eu-west-1", "eu-west-3");
  private static final Set<String> ALL_BUT_VIRGINIA =
      Set.of("us-west-2", "us-east-2", "eu-central-1", "eu-west-1", "eu-west-3");

  private static final Catalogue SMALL =
      new Catalogue(
          List.of(
              new Model(NOVA_LITE, Set.of("us-east-1"), ALL_BUT_VIRGINIA),
              new Model(NOVA_PRO, Set.of("us-east-1"), ALL_BUT_VIRGINIA),
              new Model(NOVA_2_LITE, Set.of(), ALL),
              new Model(HAIKU_3, ALL, Set.of()),
              new Model(SONNET_4, Set.of(), ALL)),
          List.of(
              new SystemProfile("us." + NOVA_LITE, "US Nova Lite", NOVA_LITE, US, US),
              new SystemProfile("us." + NOVA_PRO, "US Nova Pro", NOVA_PRO, US, US),
              new SystemProfile("us." + HAIKU_3, "US Anthropic Claude 3 Haiku", HAIKU_3, US, US),
              new SystemProfile("us." + SONNET_4, "US Claude Sonnet 4", SONNET_4, US, US),
              new SystemProfile("eu." + NOVA_LITE, "EU Nova Lite", NOVA_LITE, EU, EU),
              new SystemProfile("eu." + SONNET_4, "EU Claude Sonnet 4", SONNET_4, EU, EU),
              new SystemProfile(
                  "global." + NOVA_2_LITE,
                  "GLOBAL Amazon Nova 2 Lite",
                  NOVA_2_LITE,
                  List.copyOf(ALL),
                  List.of())));

  public Catalogue {
    models = List.copyOf(models);
    profiles = List.copyOf(profiles);
  }

  /** A few real ids, enough of each kind; no copy of what AWS offers today. */
  public static Catalogue small() {
    return SMALL;
  }

  Optional<Model> model(String id, String region) {
    return models.stream().filter(model -> model.id().equals(id) && model.isIn(region)).findAny();
  }

  List<Model> modelsOf(String region) {
    return models.stream().filter(model -> model.isIn(region)).toList();
  }

  Optional<SystemProfile> profile(String id, String region) {
    return profilesOf(region).stream().filter(profile -> profile.id().equals(id)).findAny();
  }

  List<SystemProfile> profilesOf(String region) {
    return profiles.stream().filter(profile -> profile.sources().contains(region)).toList();
  }
}
