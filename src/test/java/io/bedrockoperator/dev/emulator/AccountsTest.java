package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.Wire.NOVA;
import static io.bedrockoperator.dev.emulator.Wire.refused;
import static io.bedrockoperator.dev.emulator.Wire.tag;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileSummary;
import software.amazon.awssdk.services.bedrock.model.InferenceProfileType;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.bedrock.model.ThrottlingException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;

/** Several accounts behind one endpoint: a request goes to the account of its credentials. */
class AccountsTest {
  private static final String A = "222233334444";
  private static final String B = "555566667777";

  private final Wire wire = new Wire();
  private final RoleSession sessionOfA = assume(A);
  private final BedrockClient a =
      wire.client(BedrockClient.builder(), Region.US_EAST_1, 1, signer(sessionOfA));
  private final BedrockClient b =
      wire.client(BedrockClient.builder(), Region.US_EAST_1, 1, signer(assume(B)));

  @AfterEach
  void close() {
    a.close();
    b.close();
    wire.close();
  }

  private static String role(String account) {
    return "arn:aws:iam::%s:role/bedrock-operator".formatted(account);
  }

  private RoleSession assume(String account) {
    var sts = wire.emulator.sts();
    sts.put(IamRole.of(role(account)));
    return sts.assumeRole(
        "us-east-1", sts.caller("AKID", null), AssumeRoleRequest.of(role(account), "prod"));
  }

  private static AwsSessionCredentials signer(RoleSession session) {
    return AwsSessionCredentials.create(
        session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
  }

  private static String create(BedrockClient client) {
    return client
        .createInferenceProfile(
            r ->
                r.inferenceProfileName("chat")
                    .modelSource(s -> s.copyFrom(NOVA))
                    .tags(tag("team", "a")))
        .inferenceProfileArn();
  }

  private static List<String> list(BedrockClient client) {
    return client
        .listInferenceProfiles(r -> r.typeEquals(InferenceProfileType.APPLICATION))
        .inferenceProfileSummaries()
        .stream()
        .map(InferenceProfileSummary::inferenceProfileArn)
        .toList();
  }

  private List<String> tagged(RoleSession session, String arn) {
    try (var tagging =
        wire.client(
            ResourceGroupsTaggingApiClient.builder(), Region.US_EAST_1, 1, signer(session))) {
      return tagging.getResources(r -> r.resourceARNList(arn)).resourceTagMappingList().stream()
          .map(resource -> resource.resourceARN())
          .toList();
    }
  }

  @Test
  void eachSeesOnlyItsOwnProfiles() {
    var ofA = create(a);
    var ofB = create(b);
    var own = wire.create("chat");

    assertThat(ofA).startsWith("arn:aws:bedrock:us-east-1:222233334444:");
    assertThat(ofB).startsWith("arn:aws:bedrock:us-east-1:555566667777:");
    assertThat(ofA.split("/", -1)[1]).isNotEqualTo(ofB.split("/", -1)[1]);
    assertThat(list(a)).containsExactly(ofA);
    assertThat(list(b)).containsExactly(ofB);
    assertThat(list(wire.client)).containsExactly(own);
    for (var call :
        List.<ThrowingCallable>of(
            () -> b.getInferenceProfile(r -> r.inferenceProfileIdentifier(ofA)),
            () -> b.getInferenceProfile(r -> r.inferenceProfileIdentifier(ofA.split("/", -1)[1])),
            () -> b.listTagsForResource(r -> r.resourceARN(ofA)),
            () -> b.tagResource(r -> r.resourceARN(ofA).tags(tag("team", "b"))),
            () -> b.untagResource(r -> r.resourceARN(ofA).tagKeys("team")),
            () -> b.deleteInferenceProfile(r -> r.inferenceProfileIdentifier(ofA)))) {
      refused(ResourceNotFoundException.class, call);
    }
    assertThat(tagged(sessionOfA, ofA)).containsExactly(ofA);
    assertThat(tagged(sessionOfA, ofB)).isEmpty();
    assertThat(wire.emulator.account(A).outside("us-east-1").profiles())
        .singleElement()
        .satisfies(held -> assertThat(held.tags()).containsEntry("team", "a"));
    assertThat(wire.emulator.account(wire.account.id())).isSameAs(wire.account);
  }

  @Test
  void callsAndFaultsAreOfAnAccountAndRegion() {
    wire.emulator.faults().onAny().inAccount(B).before(Fault.throttle());

    list(a);
    refused(ThrottlingException.class, () -> list(b));
    list(wire.client);
    list(a);

    assertThat(wire.emulator.calls(A, "us-east-1"))
        .extracting(Call::answer)
        .containsExactly("200", "200");
    assertThat(wire.emulator.calls(B, "us-east-1"))
        .extracting(Call::answer)
        .containsExactly("ThrottlingException");
    assertThat(wire.emulator.calls(A, "us-west-2")).isEmpty();
    assertThat(wire.emulator.arrivals()).isEqualTo(4);
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        Arguments.of(Standing.EXPIRED, "ExpiredTokenException"),
        Arguments.of(Standing.UNKNOWN, "UnrecognizedClientException"),
        Arguments.of(Standing.REVOKED, "AccessDeniedException"));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void whoseSessionEndedIsRefused(Standing standing, String code) {
    var arn = create(a);
    switch (standing) {
      case VALID -> {}
      case EXPIRED -> wire.time.advance(Duration.ofHours(1));
      case UNKNOWN -> wire.emulator.sts().remove(role(A));
      case REVOKED -> wire.emulator.sts().revokeSessions(role(A));
    }

    assertRefused(403, code, () -> list(a));
    assertRefused(
        403, code, () -> a.deleteInferenceProfile(r -> r.inferenceProfileIdentifier(arn)));
    assertRefused(400, code, () -> tagged(sessionOfA, arn));
    list(wire.client);
    assertThat(wire.emulator.calls(A, "us-east-1"))
        .extracting(Call::answer)
        .containsExactly("201", code, code, code);

    try (var again = wire.client(BedrockClient.builder(), Region.US_EAST_1, 1, signer(assume(A)))) {
      assertThat(list(again)).containsExactly(arn);
    }
  }

  @Test
  void aStolenKeyWithoutItsTokenIsRefused() {
    var half = AwsSessionCredentials.create(sessionOfA.accessKeyId(), "secret", "other");
    try (var thief = wire.client(BedrockClient.builder(), Region.US_EAST_1, 1, half)) {
      assertRefused(403, "UnrecognizedClientException", () -> list(thief));
    }
  }

  private static void assertRefused(int status, String code, ThrowingCallable call) {
    var thrown = refused(AwsServiceException.class, call);
    assertThat(thrown.statusCode()).isEqualTo(status);
    assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo(code);
  }
}
