package io.bedrockoperator.dev.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 3", "1.049, 1.05", "12.34, 12.3", "123.4, 123", "1234.4, '1,234'"})
  void showsTheDigitsThatCount(double value, String shown) {
    assertThat(Figure.of("time", value, "s").measured()).isEqualTo(shown);
  }

  @Test
  void isJudgedByItsGoalOnly() {
    var figure = Figure.of("time", 2.5, "s");

    assertThat(figure.verdict()).isEmpty();
    assertThat(figure.atMost(2.5).verdict()).isEqualTo("met");
    assertThat(figure.atMost(2.4).verdict()).isEqualTo("missed");
    assertThat(figure.atMost(2.4).withoutGoal()).isEqualTo(figure);
  }

  @Test
  void missesItsGoalWhileTheEndIsNotKnown() {
    var figure = Figure.of("time", 1, "s").orMore().atMost(2);

    assertThat(figure.measured()).isEqualTo("> 1");
    assertThat(figure.verdict()).isEqualTo("missed");
  }

  @Test
  void standInATableWithTheNumbersToTheRight() {
    var result =
        Result.of(
            Scenario.COLD,
            List.of(
                Figure.of("all Ready", 12.34, "s").atMost(12),
                Figure.count("AWS calls", 1050, "calls")));

    assertThat(new FigureTable(result).lines())
        .containsExactly(
            "cold: " + Scenario.COLD.title(),
            "             MEASURED  UNIT   TARGET",
            "  all Ready      12.3  s        ≤ 12  missed",
            "  AWS calls     1,050  calls");
  }
}
