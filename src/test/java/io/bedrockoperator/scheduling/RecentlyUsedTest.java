package io.bedrockoperator.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentlyUsedTest {

  private static final int MOST = 3;

  private final List<String> built = new ArrayList<>();
  private final List<String> dropped = new ArrayList<>();
  private final RecentlyUsed<Integer, String> values =
      new RecentlyUsed<>(MOST, this::build, dropped::add);

  private String build(int key) {
    built.add("value-" + key);
    return "value-" + key;
  }

  private void fill() {
    IntStream.range(0, MOST).forEach(values::get);
  }

  @Test
  void buildsEachValueOnce() {
    fill();
    fill();

    assertThat(built).hasSize(MOST).doesNotHaveDuplicates();
    assertThat(values.values()).containsExactlyElementsOf(built);
    assertThat(dropped).isEmpty();
  }

  @Test
  void dropsWhatWasUsedLongestAgo() {
    fill();
    values.get(0);

    values.get(MOST);

    assertThat(dropped).containsExactly("value-1");
    assertThat(values.values()).hasSize(MOST).contains("value-0");
    assertThat(values.present(1)).isEmpty();
  }

  @Test
  void doesNotTakeALookForUse() {
    fill();
    assertThat(values.present(0)).hasValue("value-0");

    values.get(MOST);

    assertThat(dropped).containsExactly("value-0");
  }
}
