package io.bedrockoperator.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bedrockoperator.emulator.Settings.Creation;
import io.bedrockoperator.emulator.Settings.DeadToken;
import io.bedrockoperator.emulator.Settings.Lag;
import io.bedrockoperator.emulator.Settings.Names;
import io.bedrockoperator.emulator.Settings.TokenMismatch;
import io.bedrockoperator.emulator.Settings.Tokens;
import io.bedrockoperator.emulator.Settings.Unknowns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BedrockAccountTest {
  private static final String ACCOUNT = "123456789012";
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-2";
  private static final String NOVA =
      "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
  private static final String US_NOVA =
      "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00.123456789Z"));
  private final BedrockAccount account = new BedrockAccount(ACCOUNT, time, 1);

  private String create(String name) {
    return account.create(EAST, CreateRequest.of(name, NOVA)).arn();
  }

  private static Refusal refused(ThrowingCallable call) {
    var refusal = catchThrowableOfType(Refusal.class, call);
    assertThat(refusal).as("refusal").isNotNull();
    return refusal;
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThat(refused(call).code()).isEqualTo(code);
  }

  private static void assertInvalid(ThrowingCallable call) {
    assertRefused("ValidationException", call);
  }

  private static void assertNotFound(ThrowingCallable call) {
    assertRefused("ResourceNotFoundException", call);
  }

  private static void assertConflict(ThrowingCallable call) {
    assertRefused("ConflictException", call);
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
    var twin = new BedrockAccount(ACCOUNT, time, 1);
    var other = new BedrockAccount(ACCOUNT, time, 2);

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
        "",
        "team-a--prod",
        "ns.name",
        "ns/name",
        "-a",
        "a  b",
        "ä",
        "a\n",
        "a_-b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void refusesABadName(String name) {
    assertInvalid(() -> create(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "0",
        "team-a-",
        "a b_c-d",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void acceptsAName(String name) {
    assertThat(account.get(EAST, create(name)).name()).isEqualTo(name);
  }

  @Test
  void refusesABadDescription() {
    var request = CreateRequest.of("a", NOVA);
    for (var bad : List.of("", "a, b", "a/b", "(a)", "a@b", "a=b", "a\n", "a".repeat(201))) {
      assertInvalid(() -> account.create(EAST, request.withDescription(bad)));
    }
    account.create(EAST, request.withDescription(":.".repeat(100)));
  }

  @Test
  void refusesABadToken() {
    var request = CreateRequest.of("a", NOVA);
    for (var bad : List.of("", "-a", "a-", "a_b", "a.b", "a:b", "a\n", "a".repeat(257))) {
      assertInvalid(() -> account.create(EAST, request.withToken(bad)));
    }
    account.create(EAST, request.withToken("a".repeat(256)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "amazon.nova-lite-v1:0",
        NOVA + "\n",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/06vsfs68yb4g",
        "arn:aws:bedrock:us-east-1:123456789012:custom-model/a",
        "arn:aws-eusc:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
        "arn:aws:s3:us-east-1::foundation-model/amazon.nova-lite-v1:0"
      })
  void refusesWhatCannotBeASource(String source) {
    assertInvalid(() -> account.create(EAST, CreateRequest.of("a", source)));
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
  void aNameIsNoIdentifier() {
    create("team");
    assertNotFound(() -> account.get(EAST, "team"));
    assertInvalid(() -> account.get(EAST, "team a"));
    assertInvalid(() -> account.get(EAST, ""));
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
    tokens(Settings.FOR_EVER, rule, TokenMismatch.IGNORED);
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
    tokens(Settings.FOR_EVER, DeadToken.ANSWERS_DEAD_ARN, TokenMismatch.CONFLICT);
    for (var other : others) {
      assertConflict(() -> account.create(EAST, other));
    }
    assertThat(account.create(EAST, reordered)).isEqualTo(first);
  }

  private void tokens(Duration memory, DeadToken dead, TokenMismatch mismatch) {
    account.configure(s -> s.with(new Tokens(memory, dead, mismatch)));
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
  void readsMayNotSeeACreationYet() {
    account.configure(s -> s.withReads(Lag.ofCreations(MINUTE)));
    var arn = create("a");

    assertNotFound(() -> account.get(EAST, arn));
    assertNotFound(() -> account.listTags(EAST, arn));
    assertNotFound(() -> account.tag(EAST, arn, List.of(new Tag("k", "v"))));
    assertNotFound(() -> account.untag(EAST, arn, List.of("k")));
    assertThat(application()).extracting(Profile::arn).containsExactly(arn);
    time.advance(MINUTE);
    assertThat(account.get(EAST, arn).arn()).isEqualTo(arn);
    account.delete(EAST, arn);
  }

  @Test
  void listsMayNotSeeACreationYet() {
    account.configure(s -> s.withLists(Lag.ofCreations(MINUTE)));
    var arn = create("a");

    assertThat(account.get(EAST, arn).arn()).isEqualTo(arn);
    assertThat(application()).isEmpty();
    time.advance(MINUTE);
    assertThat(application()).hasSize(1);
  }

  @Test
  void aDeleteMayNotSeeACreationYet() {
    account.configure(s -> s.withDeletes(Lag.ofCreations(MINUTE)));
    var arn = create("a");

    assertNotFound(() -> account.delete(EAST, arn));
    assertThat(account.outside(EAST).profiles()).hasSize(1);
    time.advance(MINUTE);
    account.delete(EAST, arn);
    assertThat(account.outside(EAST).profiles()).isEmpty();
  }

  @Test
  void readsAndListsMayStillSeeADeletedProfile() {
    account.configure(s -> s.withReads(Lag.ofDeletions(SECOND)).withLists(Lag.ofDeletions(MINUTE)));
    var arn = create("a");
    account.delete(EAST, arn);

    assertThat(account.get(EAST, arn).status()).isEqualTo("ACTIVE");
    assertNotFound(() -> account.delete(EAST, arn));
    time.advance(SECOND);
    assertNotFound(() -> account.get(EAST, arn));
    assertThat(application()).hasSize(1);
    time.advance(MINUTE);
    assertThat(application()).isEmpty();
  }

  @Test
  void aSecondDeleteMayStillSucceedAndDoesNotDelayTheEnd() {
    account.configure(s -> s.withDeletes(Lag.ofDeletions(MINUTE)));
    var arn = create("a");
    account.delete(EAST, arn);
    time.advance(MINUTE.minus(SECOND));
    account.delete(EAST, arn);
    time.advance(SECOND);
    assertNotFound(() -> account.delete(EAST, arn));
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

  private List<Profile> application() {
    return account.list(EAST, ListRequest.APPLICATION).profiles();
  }

  @Test
  void withoutATypeBothKindsAreListed() {
    create("a");
    var all = account.list(EAST, ListRequest.ALL).profiles();
    var system = account.list(EAST, new ListRequest(null, null, "SYSTEM_DEFINED")).profiles();

    assertThat(all).hasSize(system.size() + 1).containsAll(system).containsAll(application());
    assertThat(system).allMatch(profile -> profile.type() == ProfileType.SYSTEM_DEFINED);
    assertInvalid(() -> account.list(EAST, new ListRequest(null, null, "application")));
  }

  @Test
  void pagesHoldEveryProfileOnceWhateverIsDeletedMeanwhile() {
    var arns = IntStream.range(0, 7).mapToObj(i -> create("a" + i)).toList();
    var seen = new ArrayList<String>();
    var request = ListRequest.APPLICATION.pagesOf(3);

    var page = account.list(EAST, request);
    page.profiles().forEach(profile -> seen.add(profile.arn()));
    account.delete(EAST, arns.get(2));
    while (page.nextToken() != null) {
      page = account.list(EAST, request.after(page.nextToken()));
      page.profiles().forEach(profile -> seen.add(profile.arn()));
    }

    assertThat(seen).containsExactlyElementsOf(arns);
  }

  @Test
  void aFullLastPageHasNoToken() {
    account.configure(s -> s.withPageSize(2));
    create("a");
    create("b");
    assertThat(account.list(EAST, ListRequest.APPLICATION).nextToken()).isNull();
    create("c");
    var page = account.list(EAST, ListRequest.APPLICATION);
    assertThat(page.profiles()).hasSize(2);
    assertThat(page.nextToken()).isNotNull();
  }

  @Test
  void refusesBadPaging() {
    for (var size : List.of(0, -1, 1001)) {
      assertInvalid(() -> account.list(EAST, ListRequest.ALL.pagesOf(size)));
    }
    for (var token : List.of("", "a b", "nonsense", "Pz4=", "x".repeat(2049))) {
      assertInvalid(() -> account.list(EAST, ListRequest.ALL.after(token)));
    }
    account.list(EAST, ListRequest.ALL.pagesOf(1000));
  }

  @Test
  void tagsAreMergedAndRemovedByKey() {
    var arn = account.create(EAST, CreateRequest.of("a", NOVA).withTag("x", "1")).arn();
    time.advance(MINUTE);

    account.tag(EAST, arn, List.of(new Tag("x", "2"), new Tag("X", ""), new Tag("y", "3")));
    account.untag(EAST, arn, List.of("y", "absent", "absent"));

    assertThat(account.listTags(EAST, arn)).isEqualTo(Map.of("x", "2", "X", ""));
    assertThat(account.get(EAST, arn).updatedAt()).isEqualTo(account.get(EAST, arn).createdAt());
  }

  @Test
  void aChangeOfTagsMayBeAnUpdate() {
    account.configure(
        s -> s.with(new Unknowns(Rejection.INVALID, Rejection.INVALID, false, true, false)));
    var arn = create("a");
    time.advance(MINUTE);
    account.tag(EAST, arn, List.of(new Tag("k", "v")));
    var profile = account.get(EAST, arn);
    assertThat(profile.updatedAt()).isEqualTo(profile.createdAt().plus(MINUTE));
  }

  @Test
  void refusesBadTagsEverywhere() {
    var arn = create("a");
    var bad =
        List.of(
            List.of(new Tag("", "v")),
            List.of(new Tag("k".repeat(129), "v")),
            List.of(new Tag("k", "v".repeat(257))),
            List.of(new Tag("schlüssel", "v")),
            List.of(new Tag("k", "a,b")),
            List.of(new Tag("aws:k", "v")),
            List.of(new Tag("AWS:k", "v")),
            List.of(new Tag("k", "1"), new Tag("k", "2")),
            many(201));

    for (var tags : bad) {
      assertInvalid(() -> account.tag(EAST, arn, tags));
      assertInvalid(() -> account.create(EAST, new CreateRequest("b", NOVA, null, null, tags)));
    }
    assertThat(account.listTags(EAST, arn)).isEmpty();
    account.tag(EAST, arn, List.of(new Tag("aws-apn-id", "pc: a+b=c@d/e_f.g-h")));
  }

  @Test
  void refusesBadTagKeys() {
    var arn = create("a");
    for (var key : List.of("", "a,b", "aws:k", "Aws:k", "k".repeat(129))) {
      assertInvalid(() -> account.untag(EAST, arn, List.of(key)));
    }
    assertInvalid(() -> account.untag(EAST, arn, keys(many(201))));
  }

  private static List<Tag> many(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Tag("k" + i, "v")).toList();
  }

  private static List<String> keys(List<Tag> tags) {
    return tags.stream().map(Tag::key).toList();
  }

  @Test
  void aProfileHasAtMostFiftyTags() {
    var arn = account.create(EAST, new CreateRequest("a", NOVA, null, null, many(50))).arn();
    account.tag(EAST, arn, List.of(new Tag("k0", "other")));

    var refusal = refused(() -> account.tag(EAST, arn, List.of(new Tag("more", "v"))));

    assertThat(refusal.code()).isEqualTo("TooManyTagsException");
    assertThat(refusal.resourceName()).isEqualTo(arn);
    assertThat(account.listTags(EAST, arn)).hasSize(50).containsEntry("k0", "other");
    assertRefused(
        "TooManyTagsException",
        () -> account.create(EAST, new CreateRequest("b", NOVA, null, null, many(51))));
  }

  @Test
  void tagsOfAwsItselfDoNotCount() {
    var arn = account.create(EAST, new CreateRequest("a", NOVA, null, null, many(50))).arn();
    account.outside(EAST).putTag(arn, "aws:cloudformation:stack-id", "s");

    account.tag(EAST, arn, List.of(new Tag("k1", "other")));

    assertThat(account.listTags(EAST, arn)).hasSize(51);
  }

  @ParameterizedTest
  @EnumSource(Rejection.class)
  void systemDefinedProfilesAreNeitherTaggedNorDeleted(Rejection rejection) {
    account.configure(s -> s.with(new Unknowns(Rejection.INVALID, rejection, false, false, false)));
    var code = rejection.refusal("").code();

    assertRefused(code, () -> account.tag(EAST, US_NOVA, List.of(new Tag("k", "v"))));
    assertRefused(code, () -> account.untag(EAST, US_NOVA, List.of("k")));
    assertRefused(code, () -> account.listTags(EAST, US_NOVA));
    assertRefused(code, () -> account.delete(EAST, "us.amazon.nova-lite-v1:0"));
  }

  @Test
  void onlyAnArnCanBeTagged() {
    var id = account.get(EAST, create("a")).id();
    assertInvalid(() -> account.listTags(EAST, id));
    assertInvalid(() -> account.tag(EAST, NOVA, List.of()));
    assertInvalid(() -> account.untag(EAST, US_NOVA + "x".repeat(1011), List.of()));
  }

  @Test
  void callsAreThrottledPerSecondAndRegion() {
    account.configure(s -> s.withCallsPerSecond(2));
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
