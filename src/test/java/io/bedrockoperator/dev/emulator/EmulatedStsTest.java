package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.SampleProfiles.ACCOUNT;
import static io.bedrockoperator.dev.emulator.SampleProfiles.EAST;
import static io.bedrockoperator.dev.emulator.SampleProfiles.HOUR;
import static io.bedrockoperator.dev.emulator.SampleProfiles.NEW_YEAR;
import static io.bedrockoperator.dev.emulator.SampleProfiles.SECOND;
import static io.bedrockoperator.dev.emulator.SampleProfiles.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockoperator.dev.emulator.StsSettings.DefaultCaller;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmulatedStsTest {
  private static final String TENANT = "222233334444";
  private static final IamRole ROLE =
      IamRole.of("arn:aws:iam::222233334444:role/teams/bedrock-operator");
  private static final AssumeRoleRequest ASKED = AssumeRoleRequest.of(ROLE.arn(), "prod");

  private final VirtualTime time = new VirtualTime(NEW_YEAR);
  private final EmulatedSts sts = new EmulatedSts(ACCOUNT, time, 1);

  EmulatedStsTest() {
    sts.put(ROLE);
  }

  private RoleSession assume(AssumeRoleRequest request) {
    return sts.assumeRole(EAST, sts.caller("AKID", null), request);
  }

  private Standing standing(RoleSession session) {
    return sts.caller(session.accessKeyId(), session.sessionToken()).standing();
  }

  private static void assertRefused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private static AssumeRoleRequest lasting(Duration duration) {
    return new AssumeRoleRequest(
        ROLE.arn(), "prod", null, Math.toIntExact(duration.toSeconds()), Map.of());
  }

  @Test
  void aSessionIsOfItsRole() {
    var session = assume(ASKED);

    assertThat(session.account()).isEqualTo(TENANT);
    assertThat(session.arn())
        .isEqualTo("arn:aws:sts::222233334444:assumed-role/bedrock-operator/prod");
    assertThat(session.userId()).matches("AROA[A-Z2-7]{16}:prod");
    assertThat(session.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
    assertThat(session.expiration()).isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
    assertThat(assume(ASKED).accessKeyId()).isNotEqualTo(session.accessKeyId());
    assertThat(sts.sessions(ROLE.arn())).hasSize(2).first().isEqualTo(session);
  }

  @Test
  void aKeyIsOfItsSessionAndOtherKeysAreOfTheDefaultAccount() {
    var session = assume(ASKED);

    var caller = sts.caller(session.accessKeyId(), session.sessionToken());

    assertThat(caller)
        .isEqualTo(new Caller(TENANT, session.arn(), session.userId(), true, Standing.VALID));
    assertThat(sts.caller(session.accessKeyId(), "other").standing()).isEqualTo(Standing.UNKNOWN);
    assertThat(sts.caller(session.accessKeyId(), null).standing()).isEqualTo(Standing.UNKNOWN);
    assertThat(sts.caller("ASIAOTHER", "token").account()).isEqualTo(ACCOUNT);
    sts.put(ROLE.withSessionsOf("555566667777"));
    assertThat(assume(ASKED).account()).isEqualTo("555566667777");
  }

  @ParameterizedTest
  @CsvSource({
    "prod-eu/team-a, prod-eu/team-a, true",
    "prod-eu/team-a, prod-eu/team-b, false",
    "prod-eu/team-a,               , false",
    "              , prod-eu/team-a, true",
    "              ,               , true"
  })
  void theExternalIdHasToBeTheOneDemanded(
      @Nullable String demanded, @Nullable String sent, boolean allowed) {
    sts.put(demanded == null ? ROLE : ROLE.withExternalId(demanded));
    var request = sent == null ? ASKED : ASKED.withExternalId(sent);

    if (allowed) {
      assume(request);
    } else {
      assertRefused("AccessDenied", () -> assume(request));
    }

    assertThat(sts.requests(ROLE.arn())).isEqualTo(1);
  }

  @Test
  void aRoleThatIsMissingOrTrustsNobodyIsDenied() {
    var session = assume(ASKED);
    sts.put(ROLE.withoutTrust());
    assertRefused("AccessDenied", () -> assume(ASKED));
    assertThat(standing(session)).isEqualTo(Standing.VALID);

    sts.put(ROLE);
    assume(ASKED);
    sts.remove(ROLE.arn());
    assertRefused("AccessDenied", () -> assume(ASKED));
  }

  @Test
  void tagsNeedTheRightToTag() {
    var tags = Map.of("cluster", "prod-eu");
    var tagged = new AssumeRoleRequest(ROLE.arn(), "prod", null, null, tags);
    assertThat(assume(tagged).tags()).isEqualTo(tags);

    sts.put(ROLE.withoutTagging());
    assertRefused("AccessDenied", () -> assume(tagged));
    assume(ASKED);
    sts.configure(s -> s.with(DefaultCaller.SESSION_WITH_TRANSITIVE_TAGS));
    assertRefused("AccessDenied", () -> assume(ASKED));
  }

  @ParameterizedTest
  @CsvSource({
    "SESSION, 3600,  3600,  true",
    "SESSION, 43200, 3601,  false",
    "USER,    43200, 43200, true",
    "USER,    7200,  7201,  false",
    "SESSION_WITH_TRANSITIVE_TAGS, 43200, 3601, false"
  })
  void aSessionLastsAsLongAsRoleAndCallerAllow(
      DefaultCaller caller, int longest, int asked, boolean allowed) {
    sts.configure(s -> s.with(caller));
    sts.put(ROLE.withLongestSession(Duration.ofSeconds(longest)));
    var request = lasting(Duration.ofSeconds(asked));

    if (allowed) {
      var session = assume(request);
      time.advance(Duration.ofSeconds(asked).minus(SECOND));
      assertThat(standing(session)).isEqualTo(Standing.VALID);
      time.advance(SECOND);
      assertThat(standing(session)).isEqualTo(Standing.EXPIRED);
    } else {
      assertRefused("ValidationError", () -> assume(request));
    }
  }

  @Test
  void aSessionOfARoleChains() {
    sts.configure(s -> s.with(DefaultCaller.USER));
    sts.put(ROLE.withLongestSession(HOUR.multipliedBy(2)));
    var session = assume(lasting(HOUR.multipliedBy(2)));
    var chained = sts.caller(session.accessKeyId(), session.sessionToken());

    sts.assumeRole(EAST, chained, lasting(HOUR));
    assertRefused(
        "ValidationError", () -> sts.assumeRole(EAST, chained, lasting(HOUR.plus(SECOND))));
  }

  static Stream<AssumeRoleRequest> malformed() {
    var tooMany = IntStream.range(0, 51).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
    return Stream.of(
        AssumeRoleRequest.of("bedrock-operator", "prod"),
        AssumeRoleRequest.of("arn:aws:iam::222233334444:user/bedrock-operator", "prod"),
        AssumeRoleRequest.of(ROLE.arn(), "p"),
        AssumeRoleRequest.of(ROLE.arn(), "a b"),
        AssumeRoleRequest.of(ROLE.arn(), "x".repeat(65)),
        ASKED.withExternalId(""),
        ASKED.withExternalId("x"),
        ASKED.withExternalId("a b"),
        ASKED.withExternalId("x".repeat(1225)),
        lasting(Duration.ofSeconds(899)),
        lasting(Duration.ofSeconds(43_201)),
        new AssumeRoleRequest(ROLE.arn(), "prod", null, null, Map.of("", "v")),
        new AssumeRoleRequest(ROLE.arn(), "prod", null, null, Map.of("k", "*")),
        new AssumeRoleRequest(ROLE.arn(), "prod", null, null, tooMany));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void refusesWhatTheServiceModelForbids(AssumeRoleRequest request) {
    sts.configure(s -> s.with(DefaultCaller.USER));
    assertRefused("ValidationError", () -> assume(request));
    assertThat(sts.sessions(ROLE.arn())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 1224})
  void anExternalIdMayBeShortOrLong(int length) {
    assume(ASKED.withExternalId("x".repeat(length)));
  }

  @Test
  void revokingConcernsOnlyTheSessionsThatThereAre() {
    var other = IamRole.of("arn:aws:iam::555566667777:role/bedrock-operator");
    sts.put(other);
    var before = assume(ASKED);
    var others = assume(AssumeRoleRequest.of(other.arn(), "prod"));

    sts.revokeSessions(ROLE.arn());

    assertThat(standing(before)).isEqualTo(Standing.REVOKED);
    assertThat(standing(others)).isEqualTo(Standing.VALID);
    assertThat(standing(assume(ASKED))).isEqualTo(Standing.VALID);
  }

  @ParameterizedTest
  @CsvSource({"UNKNOWN", "REVOKED"})
  void aRemovedRoleEndsItsSessionsAlsoWhenItComesBack(Standing standing) {
    sts.configure(s -> s.withSessionsOfRemovedRoles(standing));
    var session = assume(ASKED);

    sts.remove(ROLE.arn());
    assertThat(standing(session)).isEqualTo(standing);
    sts.put(ROLE);
    assertThat(standing(session)).isEqualTo(standing);
    assertThat(standing(assume(ASKED))).isEqualTo(Standing.VALID);
  }

  @Test
  void callsAreLimitedForEachCallerAndRegion() {
    var session = assume(ASKED);
    sts.configure(s -> s.withCalls(new CallLimit.WholeSeconds(1)));
    time.advance(SECOND);
    var tenant = sts.caller(session.accessKeyId(), session.sessionToken());
    var hub = sts.caller("AKID", null);

    assume(ASKED);
    assertRefused("Throttling", () -> assume(ASKED));
    assertRefused("Throttling", () -> sts.callerIdentity(EAST, hub));
    sts.callerIdentity(WEST, hub);
    sts.callerIdentity(EAST, tenant);
    time.advance(SECOND);
    assume(ASKED);
  }
}
