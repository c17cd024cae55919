package io.bedrockoperator.dev.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {

  private static final Key CHAT = new Key("team-a", "chat");
  private static final Key SAME_NAME = new Key("team-b", "same-name");
  private static final State AVAILABLE =
      new State(true, "True", "Available", "ACTIVE", "06vsfs68yb4g", "arn");
  private static final State CONFLICT = new State(true, "False", "NameConflict", "", "", "");
  private static final State CREATING = new State(false, "False", "Creating", "", "", "");

  private final Table table =
      new Table(List.of(row(CHAT, "Available"), row(SAME_NAME, "NameConflict")));

  @Test
  void looksLikeTheOneOfKubectl() {
    var done = table.with(now(CHAT, AVAILABLE)).with(now(SAME_NAME, CONFLICT));

    assertThat(done.header())
        .isEqualTo(
            "NAMESPACE   NAME        READY     REASON            STATUS     PROFILE-ID    "
                + " EXPECTED");
    assertThat(done.lines())
        .containsExactly(
            "team-a      chat        True      Available         ACTIVE     06vsfs68yb4g  "
                + " Available",
            "team-b      same-name   False     NameConflict                               "
                + " NameConflict");
  }

  @Test
  void columnsKeepTheirPlaceWhileWordsAppear() {
    assertThat(table.with(now(CHAT, AVAILABLE)).header()).isEqualTo(table.header());
  }

  @Test
  void saysWhatCameOutOtherwise() {
    var done = table.with(now(CHAT, AVAILABLE)).with(now(SAME_NAME, AVAILABLE));

    assertThat(done.line(SAME_NAME)).get(STRING).endsWith("NameConflict (differs)");
    assertThat(done.settled()).isTrue();
    assertThat(done.asExpected()).isFalse();
    assertThat(done.numberAsExpected()).isEqualTo(1);
  }

  @Test
  void expectsNothingAfterTheSamples() {
    var after = table.with(now(CHAT, AVAILABLE)).withoutExpectations();

    assertThat(after.with(now(CHAT, CONFLICT)).line(CHAT)).get(STRING).endsWith(" NameConflict");
  }

  @Test
  void isSettledWhenTheLastRowIs() {
    var almost = table.with(now(CHAT, CREATING)).with(now(SAME_NAME, CONFLICT));

    assertThat(table.settled()).isFalse();
    assertThat(almost.settled()).isFalse();
    assertThat(almost.line(CHAT)).get(STRING).endsWith(" Available");
    assertThat(almost.with(now(CHAT, AVAILABLE)).settled()).isTrue();
    assertThat(almost.with(now(CHAT, AVAILABLE)).asExpected()).isTrue();
  }

  @Test
  void takesInWhatSomebodyElseApplies() {
    var other = new Key("team-a", "other");

    var more = table.with(now(other, CONFLICT));

    assertThat(more.rows()).last().isEqualTo(new Row(other, Optional.empty(), CONFLICT));
    assertThat(more.line(other)).get(STRING).endsWith("NameConflict");
    assertThat(more.with(new Change(other, Optional.empty()))).isEqualTo(table);
  }

  private static Row row(Key key, String expected) {
    return new Row(key, Optional.of(new Expectation(expected)), State.UNKNOWN);
  }

  private static Change now(Key key, State state) {
    return new Change(key, Optional.of(state));
  }
}
