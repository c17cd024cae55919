package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.Refusals.assertRefused;
import static io.bedrockoperator.dev.emulator.Refusals.refused;
import static io.bedrockoperator.dev.emulator.SampleProfiles.ACCOUNT;
import static io.bedrockoperator.dev.emulator.SampleProfiles.EAST;
import static io.bedrockoperator.dev.emulator.SampleProfiles.MINUTE;
import static io.bedrockoperator.dev.emulator.SampleProfiles.NEW_YEAR;
import static io.bedrockoperator.dev.emulator.SampleProfiles.NOVA;
import static io.bedrockoperator.dev.emulator.SampleProfiles.SECOND;
import static io.bedrockoperator.dev.emulator.SampleProfiles.US_NOVA;
import static io.bedrockoperator.dev.emulator.SampleProfiles.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.emulator.EmulatorSettings.TagIndex;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Resource Groups Tagging API says of profiles. */
class TagIndexTest {
  private final VirtualTime time = new VirtualTime(NEW_YEAR);
  private final EmulatedAccount account = new EmulatedAccount(ACCOUNT, time, 1);

  private String tagged(String name) {
    return account.create(EAST, CreateRequest.of(name, NOVA).withTag("team", name)).arn();
  }

  private Map<String, Map<String, String>> index(String... arns) {
    return account.taggedResources(EAST, List.of(arns));
  }

  private void lag(Duration lag) {
    account.configure(s -> s.with(new TagIndex(lag, false)));
  }

  @Test
  void onlyWhatIsAskedForIsAnswered() {
    var a = tagged("a");
    tagged("b");
    var c = tagged("c");

    assertThat(index(c, a, a)).isEqualTo(Map.of(a, Map.of("team", "a"), c, Map.of("team", "c")));
  }

  @Test
  void whatNeverHadATagIsLeftOut() {
    var bare = account.create(EAST, CreateRequest.of("bare", NOVA)).arn();
    assertThat(index(bare)).isEmpty();

    account.tag(EAST, bare, List.of(new RequestTag("k", "v")));
    assertThat(index(bare)).isEqualTo(Map.of(bare, Map.of("k", "v")));

    account.untag(EAST, bare, List.of("k"));
    assertThat(index(bare)).isEqualTo(Map.of(bare, Map.of()));
  }

  @Test
  void whatIsNotThereIsLeftOut() {
    var arn = tagged("a");
    account.delete(EAST, arn);

    assertThat(index(arn, arn + "x", US_NOVA, NOVA)).isEmpty();
  }

  @Test
  void regionsHaveIndexesOfTheirOwn() {
    var arn = tagged("a");

    assertThat(account.taggedResources(WEST, List.of(arn))).isEmpty();
  }

  @Test
  void theIndexMaySeeACreationLate() {
    lag(MINUTE);
    var arn = tagged("a");

    time.advance(MINUTE.minus(SECOND));
    assertThat(index(arn)).isEmpty();
    time.advance(SECOND);
    assertThat(index(arn)).containsKey(arn);
  }

  @Test
  void theIndexMaySeeAChangeOfTagsLate() {
    lag(MINUTE);
    var arn = tagged("a");
    time.advance(MINUTE);
    account.tag(EAST, arn, List.of(new RequestTag("team", "b")));
    time.advance(SECOND);
    account.outside(EAST).putTag(arn, "stranger", "s");
    time.advance(SECOND);
    account.outside(EAST).removeTag(arn, "team");

    assertThat(account.listTags(EAST, arn)).isEqualTo(Map.of("stranger", "s"));
    assertThat(index(arn)).isEqualTo(Map.of(arn, Map.of("team", "a")));
    time.advance(MINUTE.minus(SECOND).minus(SECOND));
    assertThat(index(arn)).isEqualTo(Map.of(arn, Map.of("team", "b")));
    time.advance(SECOND);
    assertThat(index(arn)).isEqualTo(Map.of(arn, Map.of("team", "b", "stranger", "s")));
    time.advance(SECOND);
    assertThat(index(arn)).isEqualTo(Map.of(arn, Map.of("stranger", "s")));
  }

  @Test
  void theIndexMayNeverSeeATagThatWasSoonGone() {
    lag(MINUTE);
    var arn = account.create(EAST, CreateRequest.of("bare", NOVA)).arn();
    time.advance(MINUTE);
    account.tag(EAST, arn, List.of(new RequestTag("k", "v")));

    assertThat(index(arn)).isEmpty();
  }

  @Test
  void theIndexMaySeeADeletionLate() {
    lag(MINUTE);
    var arn = tagged("a");
    time.advance(MINUTE);
    account.delete(EAST, arn);

    time.advance(MINUTE.minus(SECOND));
    assertThat(index(arn)).containsKey(arn);
    time.advance(SECOND);
    assertThat(index(arn)).isEmpty();
  }

  @Test
  void theIndexMayNeverSeeAnything() {
    lag(EmulatorSettings.FOR_EVER);

    assertThat(index(tagged("a"))).isEmpty();
  }

  @Test
  void theAccountMayNotBeAllowedToAsk() {
    account.configure(s -> s.with(new TagIndex(Duration.ZERO, true)));
    var arn = tagged("a");

    var refusal = refused(() -> index(arn));

    assertThat(refusal.code()).isEqualTo("AccessDeniedException");
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(account.listTags(EAST, arn)).isNotEmpty();
  }

  @Test
  void fromOneToAHundredArnsAreAllowed() {
    var arn = tagged("a");

    assertThat(account.taggedResources(EAST, Collections.nCopies(100, arn))).hasSize(1);
    assertRefused(
        "InvalidParameterException",
        () -> account.taggedResources(EAST, Collections.nCopies(101, arn)));
    assertRefused("InvalidParameterException", () -> account.taggedResources(EAST, List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "co2a2o0fnggc"})
  void anythingButAnArnIsRefused(String text) {
    assertRefused("InvalidParameterException", () -> index(text));
    assertRefused("InvalidParameterException", () -> index(tagged("a"), "arn:" + "x".repeat(1011)));
  }

  @Test
  void bedrocksLimitOfCallsIsNotItsOwn() {
    account.configure(s -> s.withCalls(new CallLimit.WholeSeconds(1)));
    var arn = tagged("a");

    assertThat(index(arn)).hasSize(1);
    assertRefused("ThrottlingException", () -> account.listTags(EAST, arn));
  }
}
