package io.bedrockoperator.profile;

import static io.bedrockoperator.profile.Scene.OWNER;
import static io.bedrockoperator.profile.Scene.want;
import static io.bedrockoperator.profile.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagChangeTest {

  private static final Map<String, String> OURS = OWNER.tags();

  @Test
  void isEmptyWhenAllIsInOrder() {
    var change = TagChange.between(with(OURS, "team", "a"), want(), Set.of("team"));

    assertThat(change.isEmpty()).isTrue();
  }

  @Test
  void putsWhatIsMissing() {
    var change = TagChange.between(Map.of(), want(), Set.of());

    assertThat(change.put()).isEqualTo(with(OURS, "team", "a"));
    assertThat(change.remove()).isEmpty();
    assertThat(change.isEmpty()).isFalse();
  }

  @Test
  void putsOnlyWhatDiffers() {
    var change = TagChange.between(with(OURS, "team", "b"), want(), Set.of("team"));

    assertThat(change.put()).containsOnly(Map.entry("team", "a"));
    assertThat(change.remove()).isEmpty();
  }

  @Test
  void putsOwnerTagsBack() {
    var have = with(with(OURS, "team", "a"), "bedrock-operator.io/uid", "tampered");

    assertThat(TagChange.between(have, want(), Set.of("team")).put())
        .containsOnly(Map.entry("bedrock-operator.io/uid", OWNER.uid()));
  }

  @Test
  void tellsAnEmptyValueFromNone() {
    var want = want(Map.of("flag", ""));

    assertThat(TagChange.between(OURS, want, Set.of()).put()).containsOnly(Map.entry("flag", ""));
    assertThat(TagChange.between(with(OURS, "flag", ""), want, Set.of()).isEmpty()).isTrue();
  }

  @Test
  void removesWhatWasAppliedAndIsNotWantedAnyMore() {
    var change = TagChange.between(with(OURS, "old", "x"), want(Map.of()), Set.of("old"));

    assertThat(change.put()).isEmpty();
    assertThat(change.remove()).containsExactly("old");
    assertThat(change.isEmpty()).isFalse();
  }

  @Test
  void keepsTagsItDidNotApply() {
    var have = with(with(OURS, "team", "a"), "map-migrated", "mig1");

    assertThat(TagChange.between(have, want(), Set.of("team")).isEmpty()).isTrue();
  }

  @Test
  void removesAlsoWhatALateReadDoesNotShow() {
    assertThat(TagChange.between(OURS, want(Map.of()), Set.of("old")).remove())
        .containsExactly("old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:createdBy", "AWS:createdBy", "Aws:x", "bedrock-operator.io/uid"})
  void neverRemovesReservedKeys(String key) {
    var have = with(OURS, key, OURS.getOrDefault(key, "x"));

    assertThat(TagChange.between(have, want(Map.of()), Set.of(key)).isEmpty()).isTrue();
  }

  @Test
  void removesKeysThatOnlyLookReserved() {
    var have = with(OURS, "aws-apn-id", "pc:1");

    assertThat(TagChange.between(have, want(Map.of()), Set.of("aws-apn-id")).remove())
        .containsExactly("aws-apn-id");
  }

  @Test
  void comparesKeysWithTheirCase() {
    var change = TagChange.between(with(OURS, "Team", "a"), want(), Set.of("Team"));

    assertThat(change.put()).containsOnly(Map.entry("team", "a"));
    assertThat(change.remove()).containsExactly("Team");
  }
}
