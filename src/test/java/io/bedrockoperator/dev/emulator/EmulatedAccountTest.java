package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.Refusals.assertInvalid;
import static io.bedrockoperator.dev.emulator.Refusals.assertNotFound;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockoperator.dev.emulator.EmulatorSettings.Creation;
import io.bedrockoperator.dev.emulator.EmulatorSettings.Unknowns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmulatedAccountTest {
  private final VirtualTime time = new VirtualTime(NEW_YEAR);
  private final EmulatedAccount account = new EmulatedAccount(ACCOUNT, time, 1);

  private String create(String name) {
    return account.create(EAST, CreateRequest.of(name, NOVA)).arn();
  }

  private List<Profile> application() {
    return account.list(EAST, ListRequest.APPLICATION).profiles();
  }

  @Test
  void aCreatedProfileIsFoundByIdAndByArn() {
    var created =
        account.create(
            EAST, CreateRequest.of("team-a-chat", US_NOVA).withDescription("for a: v1.2"));

    var profile = account.get(EAST, created.arn());

    assertThat(created.status()).isEqualTo("ACTIVE");
    assertThat(created.arn())
        .matches(
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/[a-z0-9]{12}");
    assertThat(profile.arn()).isEqualTo(created.arn()).endsWith("/" + profile.id());
    assertThat(profile.name()).isEqualTo("team-a-chat");
    assertThat(profile.description()).isEqualTo("for a: v1.2");
    assertThat(profile.type()).isEqualTo(ProfileType.APPLICATION);
    assertThat(profile.createdAt()).isEqualTo("2026-01-01T00:00:00.123456Z");
    assertThat(profile.updatedAt()).isEqualTo(profile.createdAt());
    assertThat(profile.models())
        .containsExactlyInAnyOrder(NOVA, NOVA.replace(EAST, WEST), NOVA.replace(EAST, "us-east-2"));
    assertThat(account.get(EAST, profile.id())).isEqualTo(profile);
  }

  @Test
  void theSameSeedGivesTheSameIds() {
    var twin = new EmulatedAccount(ACCOUNT, time, 1);
    var other = new EmulatedAccount(ACCOUNT, time, 2);

    var arn = create("a");

    assertThat(twin.create(EAST, CreateRequest.of("a", NOVA)).arn()).isEqualTo(arn);
    assertThat(other.create(EAST, CreateRequest.of("a", NOVA)).arn()).isNotEqualTo(arn);
  }

  @Test
  void aModelAsSourceIsOneModelInOneRegion() {
    assertThat(account.get(EAST, create("a")).models()).containsExactly(NOVA);
  }

  @ParameterizedTest
  @ValueSource(strings = {ACCOUNT, ""})
  void aGlobalSourceHasAMemberWithoutRegion(String owner) {
    var source =
        "arn:aws:bedrock:us-west-2:" + owner + ":inference-profile/global.amazon.nova-2-lite-v1:0";

    var created = account.create(WEST, CreateRequest.of("a", source));

    assertThat(account.get(WEST, created.arn()).models())
        .containsExactlyInAnyOrder(
            "arn:aws:bedrock:::foundation-model/amazon.nova-2-lite-v1:0",
            "arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-2-lite-v1:0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us.amazon.nova-lite-v1:0", US_NOVA})
  void systemDefinedProfilesAreFoundToo(String identifier) {
    var profile = account.get(EAST, identifier);

    assertThat(profile.type()).isEqualTo(ProfileType.SYSTEM_DEFINED);
    assertThat(profile.arn()).isEqualTo(US_NOVA);
    assertThat(profile.id()).isEqualTo("us.amazon.nova-lite-v1:0");
  }

  @Test
  void regionsShareNothing() {
    var arn = create("a");
    var request = CreateRequest.of("b", NOVA).withToken("token");
    var east = account.create(EAST, request).arn();

    var west =
        account.create(WEST, CreateRequest.of("a", NOVA.replace(EAST, WEST)).withToken("token"));

    assertThat(west.arn()).isNotIn(arn, east);
    assertNotFound(() -> account.get(WEST, account.get(EAST, arn).id()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-unknown-v1:0",
        "arn:aws:bedrock:us-east-1::foundation-model/us.amazon.nova-lite-v1:0",
        "arn:aws:bedrock:us-east-1:123456789012:foundation-model/amazon.nova-lite-v1:0",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.unknown-v1:0",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0"
      })
  void anUnknownSourceIsNotFound(String source) {
    assertNotFound(() -> account.create(EAST, CreateRequest.of("a", source)));
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, ResourceNotFoundException, 404",
    "INVALID, ValidationException, 400",
    "DENIED, AccessDeniedException, 403"
  })
  void anArnFromElsewhereIsRefusedAsConfigured(Rejection rejection, String code, int status) {
    account.configure(s -> s.with(new Unknowns(rejection, Rejection.INVALID, false, false, false)));
    var arn = create("a");
    var foreign =
        List.of(
            arn.replace(EAST, WEST),
            arn.replace(ACCOUNT, "999999999999"),
            arn.replace("arn:aws:", "arn:aws-cn:"));

    for (var identifier : foreign) {
      var refusal = refused(() -> account.get(EAST, identifier));
      assertThat(refusal.code()).isEqualTo(code);
      assertThat(refusal.status()).isEqualTo(status);
    }
    assertRefused(code, () -> account.create(WEST, CreateRequest.of("b", NOVA)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aModelThatOnlyAProfileCanInvokeIsASourceOrNot(boolean required) {
    account.configure(
        s -> s.with(new Unknowns(Rejection.INVALID, Rejection.INVALID, required, false, false)));
    var source = NOVA.replace("amazon.nova-lite", "amazon.nova-2-lite");

    if (required) {
      assertInvalid(() -> account.create(EAST, CreateRequest.of("a", source)));
    } else {
      account.create(EAST, CreateRequest.of("a", source));
    }
  }

  @Test
  void theKindInAnArnCounts() {
    var arn = create("a");
    var lie = arn.replace("application-inference-profile", "inference-profile");
    assertNotFound(() -> account.get(EAST, lie));
    assertNotFound(() -> account.delete(EAST, lie));
    assertNotFound(
        () ->
            account.get(
                EAST, US_NOVA.replace("inference-profile", "application-inference-profile")));
  }

  @Test
  void theQuotaCountsLiveApplicationProfilesOfTheRegion() {
    account.configure(s -> s.withQuota(1));
    var arn = create("a");
    var refusal = refused(() -> create("b"));
    assertThat(refusal.code()).isEqualTo("ServiceQuotaExceededException");
    assertThat(refusal.status()).isEqualTo(400);
    account.create(WEST, CreateRequest.of("a", NOVA.replace(EAST, WEST)));

    account.delete(EAST, arn);
    create("b");
  }

  @Test
  void systemDefinedProfilesMayCountAgainstTheQuota() {
    account.configure(
        s ->
            s.withQuota(5)
                .with(new Unknowns(Rejection.INVALID, Rejection.INVALID, false, false, true)));
    assertRefused("ServiceQuotaExceededException", () -> create("a"));
  }

  @Test
  void anotherStatusMayComeBeforeActive() {
    account.configure(s -> s.with(new Creation(MINUTE, "CREATING")));
    var created = account.create(EAST, CreateRequest.of("a", NOVA));

    assertThat(created.status()).isEqualTo("CREATING");
    assertThat(account.get(EAST, created.arn()).status()).isEqualTo("CREATING");
    time.advance(MINUTE);
    assertThat(account.get(EAST, created.arn()).status()).isEqualTo("ACTIVE");
  }

  @Test
  void deletionIsForGood() {
    var arn = create("a");
    account.delete(EAST, account.get(EAST, arn).id());

    assertNotFound(() -> account.get(EAST, arn));
    assertNotFound(() -> account.delete(EAST, arn));
    assertNotFound(() -> account.listTags(EAST, arn));
    assertThat(application()).isEmpty();
  }

  @Test
  void callsAreThrottledPerSecondAndRegion() {
    account.configure(s -> s.withCalls(new CallLimit.WholeSeconds(2)));
    time.advance(Duration.ofMillis(500));
    create("a");
    assertThat(application()).hasSize(1);

    var refusal = refused(() -> create("b"));

    assertThat(refusal.code()).isEqualTo("ThrottlingException");
    assertThat(refusal.status()).isEqualTo(429);
    account.list(WEST, ListRequest.ALL);
    assertThat(account.outside(EAST).profiles()).hasSize(1);
    time.advance(SECOND);
    create("b");
  }

  @Test
  void aTokenBucketTakesABurstAndThenWhatFlowsIn() {
    account.configure(s -> s.withCalls(new CallLimit.TokenBucket(2, 3)));
    assertThat(takenOf(5)).isEqualTo(3);

    time.advance(Duration.ofMillis(499));
    assertThat(takenOf(1)).isZero();
    time.advance(Duration.ofMillis(1));
    assertThat(takenOf(2)).isEqualTo(1);

    time.advance(SECOND);
    assertThat(takenOf(5)).isEqualTo(2);
    time.advance(SECOND.multipliedBy(60));
    assertThat(takenOf(5)).as("no more than it holds").isEqualTo(3);
    account.list(WEST, ListRequest.ALL);
  }

  private int takenOf(int calls) {
    var taken = 0;
    for (var call = 0; call < calls; call++) {
      try {
        account.list(EAST, ListRequest.ALL);
        taken++;
      } catch (Refusal refusal) {
        assertThat(refusal.code()).isEqualTo("ThrottlingException");
      }
    }
    return taken;
  }

  @Test
  void theBackDoorIsSomebodyElse() {
    var outside = account.outside(EAST);
    var mine = account.create(EAST, CreateRequest.of("mine", NOVA).withTag("uid", "1")).arn();
    var theirs = outside.create(CreateRequest.of("theirs", US_NOVA)).arn();

    outside.putTag(mine, "cost", "c");
    outside.removeTag(mine, "uid");
    outside.delete(theirs);

    assertThat(account.listTags(EAST, mine)).isEqualTo(Map.of("cost", "c"));
    assertNotFound(() -> account.get(EAST, theirs));
    assertThat(outside.named("theirs")).isEmpty();
    assertThat(outside.tagged("cost", "c"))
        .singleElement()
        .satisfies(held -> assertThat(held.copyFrom()).isEqualTo(NOVA))
        .satisfies(held -> assertThat(held.profile().arn()).isEqualTo(mine));
    assertThat(outside.profile(mine)).isPresent();
    assertThatThrownBy(() -> outside.delete(theirs)).isInstanceOf(IllegalArgumentException.class);
  }
}
