package io.bedrockoperator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.ProfileModel;
import io.bedrockoperator.profile.ModelLifecycle;
import io.bedrockoperator.profile.ModelListing;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of the models, for what was listed and what was said before. */
class ModelActivityTest {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Instant PAST = NOW.minusSeconds(1);
  private static final Instant FUTURE = NOW.plusSeconds(1);
  private static final String EAST = "arn:aws:bedrock:us-east-1::foundation-model/a.m-v1:0";
  private static final String WEST = "arn:aws:bedrock:us-west-2::foundation-model/a.m-v1:0";
  private static final String GLOBAL = "arn:aws:bedrock:::foundation-model/a.m-v1:0";
  private static final String OTHER = "arn:aws:bedrock:us-east-1::foundation-model/a.n-v1:0";

  private static final ModelListing UNKNOWN = new ModelListing.Unknown();
  private static final ModelListing NOT_ALLOWED = new ModelListing.NotAllowed();
  private static final ModelListing WITHOUT_IT = new ModelListing.Listed(Map.of());

  private static ModelListing listed(String status, @Nullable Instant end) {
    return new ModelListing.Listed(
        Map.of("a.m-v1:0", new ModelLifecycle(status, Optional.ofNullable(end))));
  }

  private static ProfileModel said(String arn, String lifecycle, @Nullable Instant end) {
    return new ProfileModel(arn, lifecycle, end == null ? null : end.toString());
  }

  static Stream<Arguments> oneModel() {
    var nothing = ProfileModel.of(EAST);
    var ends = said(EAST, "LEGACY", FUTURE);
    var ended = said(EAST, "LEGACY", PAST);
    return Stream.of(
        Arguments.of(nothing, listed("ACTIVE", null), "True Active", said(EAST, "ACTIVE", null)),
        Arguments.of(
            nothing, listed("ACTIVE", FUTURE), "True Active", said(EAST, "ACTIVE", FUTURE)),
        Arguments.of(nothing, listed("LEGACY", null), "False Legacy", said(EAST, "LEGACY", null)),
        Arguments.of(nothing, listed("LEGACY", FUTURE), "False Legacy", ends),
        Arguments.of(nothing, listed("LEGACY", NOW), "False EndOfLife", said(EAST, "LEGACY", NOW)),
        Arguments.of(nothing, listed("LEGACY", PAST), "False EndOfLife", ended),
        Arguments.of(
            nothing, listed("ACTIVE", PAST), "False EndOfLife", said(EAST, "ACTIVE", PAST)),
        Arguments.of(
            nothing, listed("GONE", null), "Unknown UnknownLifecycle", said(EAST, "GONE", null)),
        Arguments.of(nothing, WITHOUT_IT, "Unknown NotListed", nothing),
        Arguments.of(nothing, NOT_ALLOWED, "Unknown NotAllowed", nothing),
        Arguments.of(nothing, UNKNOWN, "", nothing),
        Arguments.of(ends, UNKNOWN, "", ends),
        Arguments.of(ends, WITHOUT_IT, "Unknown NotListed", nothing),
        Arguments.of(ends, NOT_ALLOWED, "Unknown NotAllowed", nothing),
        Arguments.of(ends, listed("ACTIVE", null), "True Active", said(EAST, "ACTIVE", null)),
        // It has ended, whatever is listed by now; unless the list says otherwise.
        Arguments.of(ended, WITHOUT_IT, "False EndOfLife", ended),
        Arguments.of(ended, NOT_ALLOWED, "False EndOfLife", ended),
        Arguments.of(ended, listed("LEGACY", FUTURE), "False Legacy", ends),
        // Somebody else wrote it.
        Arguments.of(
            new ProfileModel(EAST, "LEGACY", "soon"), WITHOUT_IT, "Unknown NotListed", nothing));
  }

  @ParameterizedTest
  @MethodSource
  void oneModel(ProfileModel before, ModelListing listing, String condition, ProfileModel after) {
    var told = ModelActivity.in(status(before), listing, NOW);

    assertThat(condition(told)).isEqualTo(condition);
    assertThat(told.models()).containsExactly(after);
  }

  @Test
  void oneListTellsOfTheModelInAllRegions() {
    var models = Stream.of(EAST, WEST, GLOBAL).map(ProfileModel::of).toArray(ProfileModel[]::new);

    var told = ModelActivity.in(status(models), listed("LEGACY", FUTURE), NOW);

    assertThat(told.models())
        .extracting(ProfileModel::lifecycle, ProfileModel::endOfLifeTime)
        .containsOnly(tuple("LEGACY", FUTURE.toString()));
  }

  @Test
  void theWorstOfSeveralModelsCounts() {
    var two = status(ProfileModel.of(EAST), ProfileModel.of(OTHER));

    assertThat(condition(ModelActivity.in(two, listed("ACTIVE", null), NOW)))
        .isEqualTo("Unknown NotListed");
    assertThat(condition(ModelActivity.in(two, listed("LEGACY", null), NOW)))
        .isEqualTo("False Legacy");
  }

  @Test
  void saysNothingWhereThereIsNoModel() {
    var before = ModelActivity.in(status(ProfileModel.of(EAST)), NOT_ALLOWED, NOW);

    var after = ModelActivity.in(before.with(null, before.conditions()), UNKNOWN, NOW);

    assertThat(condition(after)).isEmpty();
    assertThat(after.conditions()).extracting(Condition::type).containsExactly("Ready");
  }

  /** A second look at the same is no news, nor is the same on another day. */
  @ParameterizedTest
  @MethodSource("oneModel")
  void saysTheSameOfTheSame(ProfileModel before, ModelListing listing) {
    var told = ModelActivity.in(status(before), listing, NOW);

    assertThat(ModelActivity.in(told, listing, NOW)).isEqualTo(told);
  }

  private static InferenceProfileStatus status(ProfileModel... models) {
    return new KubernetesSerialization()
        .unmarshal(
            """
            {"observedGeneration": 3, "conditions": [{"type": "Ready", "status": "True"}]}
            """,
            InferenceProfileStatus.class)
        .with(List.of(models), List.of(new Condition("Ready", "True", 3L, "", "Available", "")));
  }

  private static String condition(InferenceProfileStatus status) {
    return ModelActivity.condition(status)
        .map(condition -> condition.status() + " " + condition.reason())
        .orElse("");
  }
}
