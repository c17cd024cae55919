package io.bedrockoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

  private static final String GRINNING = "\uD83D\uDE00";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "\r\n",
        "\t",
        "\0",
        "\u001b",
        "\u007f",
        "\u0085",
        "\u009b",
        "\u2028",
        "\u2029",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\ud83d",
        "\ude00",
        "\n\n\u001b\u202e"
      })
  void putsASpaceInPlaceOfWhatIsUnfit(String unfit) {
    assertThat(PlainText.of("a" + unfit + "b", 100)).isEqualTo("a b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Too many: 50 of 50 (äöü, 日本語)", GRINNING, "a  b"})
  void leavesTheRestAsItIs(String fit) {
    assertThat(PlainText.of(fit, 100)).isEqualTo(fit);
  }

  @Test
  void endsWithAnEllipsisWhereItWasCut() {
    assertThat(PlainText.of("abcd", 4)).isEqualTo("abcd");
    assertThat(PlainText.of("abcde", 4)).isEqualTo("abcd…");
  }

  @Test
  void cutsNoCharacterInHalf() {
    assertThat(PlainText.of("abc" + GRINNING, 4)).isEqualTo("abc …");
  }

  @Test
  void cleansWhatQuotesOthersInAnOutcome() {
    var quoted = "it belongs to the cluster 'a\nb" + "c".repeat(3000);

    assertThat(Outcome.of(Reason.ADOPTION_REFUSED, quoted).message())
        .startsWith("it belongs to the cluster 'a bc")
        .endsWith("c…")
        .hasSize(2001);
  }
}
