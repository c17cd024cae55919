package io.bedrockoperator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchlistTest {

  private final Watchlist watchlist = new Watchlist();

  @Test
  void doubtsTheTagsOfWhoeverIsThere() {
    watchlist.moves("moving");
    watchlist.rests(TagCheckTest.resting("resting", Map.of("team", "a")));

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
