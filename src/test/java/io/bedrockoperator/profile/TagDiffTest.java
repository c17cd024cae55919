package io.bedrockoperator.profile;

import static io.bedrockoperator.profile.plan.Scene.OWNER;
import static io.bedrockoperator.profile.plan.Scene.want;
import static io.bedrockoperator.profile.plan.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagDiffTest {

  private static final Map<String, String> OURS = OWNER.tags();

  @Test
  void isEmptyWhenAllIsInOrder() {
    var change = TagDiff.between(with(OURS, "team", "a"), want(), Set.of("team"));

    assertThat(change.isEmpty()).isTrue();
  }

  @Test
  void putsWhatIsMissing() {
    var change = TagDiff.between(Map.of(), want(), Set.of());

    assertThat(change.put()).isEqualTo(with(OURS, "team", "a"));
    assertThat(change.remove()).isEmpty();
    assertThat(change.isEmpty()).isFalse();
  }

  @Test
  void putsOnlyWhatDiffers() {
    var change = TagDiff.between(with(OURS, "team", "b"), want(), Set.of("team"));

    assertThat(change.put()).containsOnly(Map.entry("team", "a"));
    assertThat(change.remove()).isEmpty();
  }

  @Test
  void putsOwnerTagsBack() {
    var have = with(with(OURS, "team", "a"), "bedrock-operator.io/uid", "tampered");

    assertThat(TagDiff.between(have, want(), Set.of("team")).put()).isEqualTo(OWNER.tags());
  }

  @Test
  void tellsAnEmptyValueFromNone() {
    var want = want(Map.of("flag", ""));

    assertThat(TagDiff.between(OURS, want, Set.of()).put()).containsOnly(Map.entry("flag", ""));
    assertThat(TagDiff.between(with(OURS, "flag", ""), want, Set.of()).isEmpty()).isTrue();
  }

  @Test
  void removesWhatWasAppliedAndIsNotWantedAnyMore() {
    var change = TagDiff.between(with(OURS, "old", "x"), want(Map.of()), Set.of("old"));

    assertThat(change.put()).isEmpty();
    assertThat(change.remove()).containsExactly("old");
    assertThat(change.isEmpty()).isFalse();
  }

  @Test
  void keepsTagsItDidNotApply() {
    var have = with(with(OURS, "team", "a"), "map-migrated", "mig1");

    assertThat(TagDiff.between(have, want(), Set.of("team")).isEmpty()).isTrue();
  }

  @Test
  void removesAlsoWhatALateReadDoesNotShow() {
    assertThat(TagDiff.between(OURS, want(Map.of()), Set.of("old")).remove())
        .containsExactly("old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:createdBy", "AWS:createdBy", "Aws:x", "bedrock-operator.io/uid"})
  void neverRemovesReservedKeys(String key) {
    var have = with(OURS, key, OURS.getOrDefault(key, "x"));

    assertThat(TagDiff.between(have, want(Map.of()), Set.of(key)).isEmpty()).isTrue();
  }

  @Test
  void removesKeysThatOnlyLookReserved() {
    var have = with(OURS, "aws-apn-id", "pc:1");

    assertThat(TagDiff.between(have, want(Map.of()), Set.of("aws-apn-id")).remove())
        .containsExactly("aws-apn-id");
  }

  @Test
  void comparesKeysWithTheirCase() {
    var change = TagDiff.between(with(OURS, "Team", "a"), want(), Set.of("Team"));

    assertThat(change.put()).containsOnly(Map.entry("team", "a"));
    assertThat(change.remove()).containsExactly("Team");
  }
}
