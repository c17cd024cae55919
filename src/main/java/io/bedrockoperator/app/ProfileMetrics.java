package io.bedrockoperator.app;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.profile.Arn;
import io.bedrockoperator.status.Conditions;
import io.bedrockoperator.status.ModelActivity;
import io.bedrockoperator.status.Reason;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Metrics of the InferenceProfiles, computed at each scrape; they cost nothing between scrapes.
 *
 * @param resources the resources in the cluster; none on a replica that does not lead
 */
record ProfileMetrics(Supplier<Stream<InferenceProfile>> resources) implements MultiCollector {

  /** The label for a reason that was not reported yet, or that this version does not know. */
  private static final String NO_REASON = "none";

  private static final Set<String> STATUSES =
      Set.of(Conditions.TRUE, Conditions.FALSE, Conditions.UNKNOWN);

  private record State(String region, String account, Labels readiness) {}

  /** A model as Bedrock offers it to an account in a Region. */
  private record Model(String id, String region, String account) {}

  @Override
  public MetricSnapshots collect() {
    var all = resources.get().toList();
    return MetricSnapshots.of(states(all), info(all), ends(all));
  }

  private static GaugeSnapshot states(List<InferenceProfile> all) {
    var states =
        GaugeSnapshot.builder()
            .name("bedrock_operator_profiles")
            .help("InferenceProfile resources by Region, Ready condition and reason.");
    all.stream()
        .collect(groupingBy(ProfileMetrics::state, counting()))
        .forEach(
            (state, count) ->
                states.dataPoint(
                    GaugeDataPointSnapshot.builder()
                        .labels(
                            Labels.of("region", state.region, "account", state.account)
                                .merge(state.readiness))
                        .value(count)
                        .build()));
    return states.build();
  }

  private static State state(InferenceProfile resource) {
    var status = Optional.ofNullable(resource.getStatus());
    var ready =
        status
            .map(InferenceProfileStatus::conditions)
            .flatMap(conditions -> Condition.find(conditions, Conditions.READY));
    return new State(
        status.map(InferenceProfileStatus::region).orElse(""), account(resource), readiness(ready));
  }

  /** Uses only known values as labels, since a user can write a status by hand. */
  static Labels readiness(Optional<Condition> ready) {
    return Labels.of(
        "ready",
        ready.map(Condition::status).filter(STATUSES::contains).orElse(Conditions.UNKNOWN),
        "reason",
        ready.map(Condition::reason).flatMap(Reason::ofValue).map(Reason::value).orElse(NO_REASON));
  }

  /** The account of a BedrockAccount; empty for the operator's own. */
  private static String account(InferenceProfile resource) {
    return Optional.ofNullable(resource.getStatus())
        .filter(status -> status.accountRef() != null)
        .map(InferenceProfileStatus::accountId)
        .orElse("");
  }

  private static InfoSnapshot info(List<InferenceProfile> all) {
    var profiles =
        InfoSnapshot.builder()
            .name("bedrock_operator_inference_profile")
            .help("Which resource has which profile: CloudWatch knows profiles by their id.");
    all.stream()
        .flatMap(resource -> labels(resource).stream())
        .map(labels -> InfoDataPointSnapshot.builder().labels(labels).build())
        .forEach(profiles::dataPoint);
    return profiles.build();
  }

  /** Empty while there is no profile. */
  private static Optional<Labels> labels(InferenceProfile resource) {
    return Optional.ofNullable(resource.getStatus())
        .map(InferenceProfileStatus::inferenceProfileArn)
        .flatMap(Arn::parse)
        .map(
            arn ->
                Labels.of(
                    "namespace", resource.getMetadata().getNamespace(),
                    "name", resource.getMetadata().getName(),
                    "profile_id", arn.id(),
                    "model", model(resource),
                    "region", arn.region(),
                    "account", account(resource)));
  }

  private static GaugeSnapshot ends(List<InferenceProfile> all) {
    var ends =
        GaugeSnapshot.builder()
            .name("bedrock_operator_model_end_of_life_timestamp_seconds")
            .help("When a model that profiles use ends, as far as AWS has said so.");
    all.stream()
        .flatMap(resource -> ends(resource).entrySet().stream())
        // Statuses written on different days may hold different dates: the earliest one counts.
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a.isBefore(b) ? a : b))
        .forEach(
            (model, end) ->
                ends.dataPoint(
                    GaugeDataPointSnapshot.builder()
                        .labels(
                            Labels.of(
                                "model", model.id,
                                "region", model.region,
                                "account", model.account))
                        .value((double) end.getEpochSecond())
                        .build()));
    return ends.build();
  }

  private static Map<Model, Instant> ends(InferenceProfile resource) {
    var status = Optional.ofNullable(resource.getStatus());
    var region = status.map(InferenceProfileStatus::region).orElse("");
    var account = account(resource);
    var ends = new HashMap<Model, Instant>();
    for (var model : status.map(InferenceProfileStatus::models).orElse(List.of())) {
      Optional.ofNullable(model.modelArn())
          .map(ModelActivity::idOf)
          .ifPresent(
              id ->
                  ModelActivity.endOfLife(model)
                      .ifPresent(end -> ends.put(new Model(id, region, account), end)));
    }
    return ends;
  }

  private static String model(InferenceProfile resource) {
    return Optional.ofNullable(resource.getSpec())
        .flatMap(spec -> Optional.ofNullable(spec.modelSource()))
        .flatMap(source -> Optional.ofNullable(source.copyFrom()))
        .flatMap(Arn::parse)
        .map(Arn::id)
        .orElse("");
  }
}
