package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.Refusals.assertConflict;
import static io.bedrockoperator.dev.emulator.Refusals.assertRefused;
import static io.bedrockoperator.dev.emulator.Refusals.refused;
import static io.bedrockoperator.dev.emulator.SampleProfiles.ACCOUNT;
import static io.bedrockoperator.dev.emulator.SampleProfiles.EAST;
import static io.bedrockoperator.dev.emulator.SampleProfiles.HOUR;
import static io.bedrockoperator.dev.emulator.SampleProfiles.MINUTE;
import static io.bedrockoperator.dev.emulator.SampleProfiles.NEW_YEAR;
import static io.bedrockoperator.dev.emulator.SampleProfiles.NOVA;
import static io.bedrockoperator.dev.emulator.SampleProfiles.SECOND;
import static io.bedrockoperator.dev.emulator.SampleProfiles.US_NOVA;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.emulator.EmulatorSettings.DeadToken;
import io.bedrockoperator.dev.emulator.EmulatorSettings.Names;
import io.bedrockoperator.dev.emulator.EmulatorSettings.TokenMismatch;
import io.bedrockoperator.dev.emulator.EmulatorSettings.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NamesAndTokensTest {
  private final VirtualTime time = new VirtualTime(NEW_YEAR);
  private final EmulatedAccount account = new EmulatedAccount(ACCOUNT, time, 1);

  private String create(String name) {
    return account.create(EAST, CreateRequest.of(name, NOVA)).arn();
  }

  private void tokens(Duration memory, DeadToken dead, TokenMismatch mismatch) {
    account.configure(s -> s.with(new Tokens(memory, dead, mismatch)));
  }

  @Test
  void aTakenNameIsAConflict() {
    create("a");
    var refusal = refused(() -> create("a"));
    assertThat(refusal.code()).isEqualTo("ConflictException");
    assertThat(refusal.status()).isEqualTo(400);
  }

  @Test
  void aNameMayStayReservedAfterDeletion() {
    account.configure(s -> s.with(new Names(true, MINUTE)));
    account.delete(EAST, create("a"));

    time.advance(MINUTE.minus(SECOND));
    assertConflict(() -> create("a"));
    time.advance(SECOND);
    create("a");
  }

  @Test
  void namesNeedNotBeUnique() {
    account.configure(s -> s.with(new Names(false, HOUR)));
    assertThat(create("a")).isNotEqualTo(create("a"));
    assertThat(account.outside(EAST).named("a")).hasSize(2);
  }

  @Test
  void aKnownTokenAnswersTheFirstProfile() {
    var request = CreateRequest.of("a", NOVA).withToken("token");
    var first = account.create(EAST, request);
    time.advance(HOUR.multipliedBy(24 * 365));

    assertThat(account.create(EAST, request)).isEqualTo(first);
    assertThat(account.create(EAST, CreateRequest.of("b", NOVA).withToken("TOKEN")))
        .isNotEqualTo(first);
  }

  @Test
  void aTokenMakesOneProfileHoweverManyAskAtOnce() {
    account.configure(s -> s.with(new Names(false, Duration.ZERO)));
    var request = CreateRequest.of("a", NOVA).withToken("token");

    var arns =
        IntStream.range(0, 1000)
            .parallel()
            .mapToObj(i -> account.create(EAST, request).arn())
            .distinct();

    assertThat(arns).hasSize(1);
    assertThat(account.outside(EAST).profiles()).hasSize(1);
  }

  @Test
  void aTokenMayBeForgotten() {
    tokens(MINUTE, DeadToken.ANSWERS_DEAD_ARN, TokenMismatch.IGNORED);
    account.configure(s -> s.with(new Names(false, Duration.ZERO)));
    var request = CreateRequest.of("a", NOVA).withToken("token");
    var first = account.create(EAST, request);

    time.advance(MINUTE.minus(SECOND));
    assertThat(account.create(EAST, request)).isEqualTo(first);
    time.advance(SECOND);
    assertThat(account.create(EAST, request)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(DeadToken.class)
  void theTokenOfADeletedProfile(DeadToken rule) {
    tokens(EmulatorSettings.FOR_EVER, rule, TokenMismatch.IGNORED);
    var request = CreateRequest.of("a", NOVA).withToken("token");
    var first = account.create(EAST, request);
    account.delete(EAST, first.arn());

    switch (rule) {
      case ANSWERS_DEAD_ARN -> {
        assertThat(account.create(EAST, request).arn()).isEqualTo(first.arn());
        assertThat(account.outside(EAST).profiles()).isEmpty();
      }
      case CREATES_ANEW -> {
        var second = account.create(EAST, request).arn();
        assertThat(second).isNotEqualTo(first.arn());
        assertThat(account.create(EAST, request).arn()).isEqualTo(second);
      }
      case REFUSES -> assertConflict(() -> account.create(EAST, request));
    }
  }

  @Test
  void otherParametersUnderAKnownTokenAreIgnoredOrAConflict() {
    var request =
        CreateRequest.of("a", NOVA).withToken("token").withTag("x", "1").withTag("y", "2");
    var reordered =
        CreateRequest.of("a", NOVA).withToken("token").withTag("y", "2").withTag("x", "1");
    var others =
        List.of(
            reordered.withTag("z", "3"),
            reordered.withDescription("d"),
            CreateRequest.of("b", NOVA).withToken("token").withTag("x", "1").withTag("y", "2"),
            CreateRequest.of("a", US_NOVA).withToken("token").withTag("x", "1").withTag("y", "2"));
    var first = account.create(EAST, request);

    for (var other : others) {
      assertThat(account.create(EAST, other)).isEqualTo(first);
    }
    tokens(EmulatorSettings.FOR_EVER, DeadToken.ANSWERS_DEAD_ARN, TokenMismatch.CONFLICT);
    for (var other : others) {
      assertConflict(() -> account.create(EAST, other));
    }
    assertThat(account.create(EAST, reordered)).isEqualTo(first);
  }

  @Test
  void aRefusedCreationUsesUpNoToken() {
    account.configure(s -> s.withQuota(0));
    var request = CreateRequest.of("a", NOVA).withToken("token");
    assertRefused("ServiceQuotaExceededException", () -> account.create(EAST, request));

    account.configure(s -> s.withQuota(1));
    account.create(EAST, request);
    assertThat(account.outside(EAST).profiles()).hasSize(1);
  }
}
