package io.bedrockoperator.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bedrockoperator.account.AccountFindings.Resident;
import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.BedrockAccountStatus;
import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.RegionUsage;
import io.bedrockoperator.aws.AccountSessions.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the status of an account says. */
class AccountStatusTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String ROLE = "roleArn: 'arn:aws:iam::222233334444:role/x', ";

  private static BedrockAccount resource(String spec) {
    try {
      return YAML.readValue(
          "{metadata: {name: x, uid: u, generation: 3}, spec: {accountId: '222233334444', %s}}"
              .formatted(spec),
          BedrockAccount.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static BedrockAccountStatus status(
      BedrockAccount resource,
      @Nullable Problem problem,
      List<Resident> profiles,
      Map<String, Integer> listed) {
    var findings =
        new AccountFindings(
            AccountParser.read(resource), Optional.ofNullable(problem), profiles, listed);
    return AccountStatus.of(resource, findings, NOON);
  }

  private static List<Condition> conditions(BedrockAccountStatus status) {
    return Objects.requireNonNull(status.conditions());
  }

  private static String inShort(BedrockAccountStatus status) {
    return conditions(status).stream()
        .map(is -> is.type() + "=" + is.status() + ":" + is.reason())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '"',
      textBlock =
          """
          role      | -             | Ready=True:Ready
          role      | DENIED        | Ready=False:AssumeRoleDenied Stalled=True:AssumeRoleDenied
          own       | DENIED        | Ready=False:CredentialsInvalid Stalled=True:CredentialsInvalid
          role      | OTHER_ACCOUNT | Ready=False:CredentialsInvalid Stalled=True:CredentialsInvalid
          role      | UNREACHABLE   | Ready=Unknown:StsUnavailable
          suspended | -             | Ready=Unknown:Suspended
          unclear   | -             | Ready=False:InvalidSpec Stalled=True:InvalidSpec
          """)
  void saysWhetherTheOperatorCanActInIt(
      String spec, Problem.@Nullable Kind kind, String conditions) {
    var resource =
        resource(
            switch (spec) {
              case "role" -> ROLE;
              case "suspended" -> ROLE + "suspend: true";
              case "unclear" -> "limits: 3";
              default -> "suspend: false";
            });

    var status =
        status(resource, kind == null ? null : new Problem(kind, "no"), List.of(), Map.of());

    assertThat(inShort(status)).isEqualTo(conditions + " InUse=False:NoProfiles");
  }

  /** As an InferenceProfile does. */
  @Test
  void staysReadyOrNotWhileItIsSuspended() {
    var resource = resource(ROLE + "suspend: true");
    resource.setStatus(status(resource(ROLE), null, List.of(), Map.of()));

    assertThat(inShort(status(resource, null, List.of(), Map.of())))
        .startsWith("Ready=True:Suspended ");
  }

  @Test
  void countsAndNamesTheProfilesThatLiveInIt() {
    var profiles =
        IntStream.range(0, 7).mapToObj(n -> new Resident("team-" + n % 2, "chat-" + n)).toList();

    var status = status(resource(ROLE), null, profiles, Map.of());

    assertThat(status.profiles()).isEqualTo(7);
    assertThat(status.namespaces()).isEqualTo(2);
    assertThat(Condition.find(conditions(status), "InUse").orElseThrow().message())
        .contains("7", "team-0/chat-0")
        .doesNotContain("team-1/chat-5");
  }

  @ParameterizedTest
  @CsvSource({"899,False", "900,True", "1001,True"})
  void warnsWhenTheQuotaOfARegionIsNearlyUsed(int profiles, String warned) {
    var resource = resource("profileQuota: 1000");

    var status = status(resource, null, List.of(), Map.of("us-east-1", 1, "us-west-2", profiles));

    assertThat(Condition.find(conditions(status), "QuotaNearlyUsed"))
        .hasValueSatisfying(is -> assertThat(is.status()).isEqualTo(warned));
    assertThat(status.regions())
        .containsExactly(
            new RegionUsage("us-east-1", 1, 1000), new RegionUsage("us-west-2", profiles, 1000));
  }

  @Test
  void warnsOfNoQuotaThatItIsNotTold() {
    var status = status(resource(ROLE), null, List.of(), Map.of("us-east-1", 5000));

    assertThat(Condition.find(conditions(status), "QuotaNearlyUsed")).isEmpty();
    assertThat(status.regions()).containsExactly(new RegionUsage("us-east-1", 5000, null));
  }
}
