package io.bedrockoperator.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientRequestTokenTest {

  private static final String UID = "3c2f6f0e-6f0f-4a0e-9a77-0d7f3a4a1f10";

  /** As long and as spelt as Bedrock takes it. */
  private static final String TOKEN_PATTERN = "[a-zA-Z0-9]([-a-zA-Z0-9]{0,254}[a-zA-Z0-9])?";

  @Test
  void isTheUidAtFirst() {
    assertThat(ClientRequestToken.first(UID)).isEqualTo(UID).matches(TOKEN_PATTERN);
  }

  @ParameterizedTest
  @CsvSource({"'', 1", "-1, 2", "-2, 3", "-9, 10", "-10, 11"})
  void countsTheLives(String used, int next) {
    assertThat(ClientRequestToken.after(UID, Optional.of(UID + used)))
        .isEqualTo(UID + "-" + next)
        .matches(TOKEN_PATTERN);
  }

  @Test
  void beginsWithOneWhereNoTokenIsKnown() {
    assertThat(ClientRequestToken.after(UID, Optional.empty())).isEqualTo(UID + "-1");
  }

  @Test
  void doesNotCountTheLivesOfAnotherResource() {
    var other = Optional.of("00000000-6f0f-4a0e-9a77-0d7f3a4a1f10-7");

    assertThat(ClientRequestToken.after(UID, other)).isEqualTo(UID + "-1");
  }

  @ParameterizedTest
  @CsvSource({"-", "-x", "-1x", "--1", "-+1", "-99999999999999999999"})
  void beginsAnewAfterATokenThatNobodyHereMade(String odd) {
    assertThat(ClientRequestToken.after(UID, Optional.of(UID + odd))).isEqualTo(UID + "-1");
  }
}
