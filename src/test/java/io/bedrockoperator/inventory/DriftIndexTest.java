package io.bedrockoperator.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftIndexTest {

  private final DriftIndex watchlist = new DriftIndex();

  @Test
  void doubtsTheTagsOfWhoeverIsThere() {
    watchlist.moves("moving");
    watchlist.rests(TagDriftScanTest.resting("resting", Map.of("team", "a")));

    watchlist.doubtTagsOfLiving("moving");
    watchlist.doubtTagsOfLiving("uid-resting");

    assertThat(watchlist.tagsAreDoubtful("moving")).isTrue();
    assertThat(watchlist.tagsAreDoubtful("uid-resting")).isTrue();
  }

  @Test
  void keepsNothingOfWhoeverIsGone() {
    watchlist.moves("gone");
    watchlist.forget("gone");

    watchlist.doubtTagsOfLiving("gone");

    assertThat(watchlist.tagsAreDoubtful("gone")).isFalse();
  }
}
