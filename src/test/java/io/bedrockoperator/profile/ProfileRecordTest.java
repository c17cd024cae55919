package io.bedrockoperator.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileRecordTest {

  private static final String IN_A =
      "arn:aws:bedrock:us-east-1:222233334444:application-inference-profile/06vsfs68yb4g";

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # pin        | account | may own it
          -            | -       | true
          222233334444 | -       | true
          222233334444 | a       | true
          222233334444 | other   | true
          444455556666 | a       | false
          444455556666 | -       | false
          """,
      delimiter = '|')
  void noResourceOwnsAProfileInAnotherAccount(
      @Nullable String accountId, @Nullable String name, boolean mayOwn) {
    var pin = Optional.ofNullable(accountId).map(id -> new Pin(id, Optional.ofNullable(name)));

    assertThat(ProfileRecord.NOTHING.withPin(pin).mayOwn(IN_A)).isEqualTo(mayOwn);
  }
}
