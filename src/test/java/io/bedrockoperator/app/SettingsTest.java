package io.bedrockoperator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockoperator.aws.sdk.KnownRegions;
import io.bedrockoperator.profile.AdoptionPolicy;
import io.bedrockoperator.profile.OwnAccountPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final Settings DEFAULTS =
      new Settings(
          8080,
          Optional.empty(),
          Duration.ofMinutes(5),
          true,
          Optional.empty(),
          "bedrock-operator",
          Set.of(),
          Optional.empty(),
          1000,
          KnownRegions.NAMES,
          AdoptionPolicy.NAMESPACES,
          OwnAccountPolicy.WHEN_NO_ACCOUNTS,
          true,
          LogFormat.PLAIN,
          Set.of());

  private static Settings with(String name, String value) {
    return Settings.from(Map.of("BEDROCK_OPERATOR_" + name, value));
  }

  @Test
  void needsNothing() {
    assertThat(Settings.from(Map.of())).isEqualTo(DEFAULTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP_PORT",
        "CLUSTER_ID",
        "RESYNC",
        "LEADER_ELECTION",
        "LEASE_NAMESPACE",
        "LEASE_NAME",
        "WATCH_NAMESPACES",
        "LABEL_SELECTOR",
        "PROFILE_QUOTA",
        "REGIONS",
        "ADOPTION",
        "OWN_ACCOUNT",
        "LOG_FORMAT"
      })
  void takesAnEmptyValueForNone(String name) {
    assertThat(with(name, "")).isEqualTo(DEFAULTS);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "8081, 8081", "65535, 65535", "00080, 80"})
  void readsPorts(String text, int port) {
    assertThat(with("HTTP_PORT", text).httpPort()).isEqualTo(port);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1000, 1000", "002500, 2500", "999999999, 999999999"})
  void readsQuotas(String text, int quota) {
    assertThat(with("PROFILE_QUOTA", text).profileQuota()).isEqualTo(quota);
  }

  @ParameterizedTest
  @CsvSource({
    "10s, PT10S",
    "30s, PT30S",
    "5m, PT5M",
    "1440m, PT24H",
    "1h, PT1H",
    "24h, PT24H",
    "86400s, PT24H"
  })
  void readsDurations(String text, Duration resync) {
    assertThat(with("RESYNC", text).resync()).isEqualTo(resync);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false"})
  void readsSwitches(String text, boolean on) {
    assertThat(with("LEADER_ELECTION", text).leaderElection()).isEqualTo(on);
  }

  @ParameterizedTest
  @CsvSource({"namespaces, NAMESPACES", "everywhere, EVERYWHERE", "never, NEVER"})
  void readsAdoption(String text, AdoptionPolicy policy) {
    assertThat(with("ADOPTION", text).adoption()).isEqualTo(policy);
  }

  @ParameterizedTest
  @CsvSource({"whenNoAccounts, WHEN_NO_ACCOUNTS", "never, NEVER"})
  void readsOwnAccount(String text, OwnAccountPolicy policy) {
    assertThat(with("OWN_ACCOUNT", text).ownAccount()).isEqualTo(policy);
  }

  @Test
  void readsLogFormats() {
    assertThat(with("LOG_FORMAT", "json").logFormat()).isEqualTo(LogFormat.JSON);
    assertThat(with("LOG_FORMAT", "plain").logFormat()).isEqualTo(LogFormat.PLAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "prod-eu", "arn:aws:eks:eu-west-1:111122223333:cluster/prod", "a b"})
  void readsClusterIds(String id) {
    assertThat(with("CLUSTER_ID", id).clusterId()).hasValue(id);
  }

  /** The API server knows whether it is one. */
  @Test
  void takesSelectorsOfLabelsAsTheyAre() {
    assertThat(with("LABEL_SELECTOR", "shard in (a, b").labelSelector()).hasValue("shard in (a, b");
  }

  @Test
  void readsNamesOfLeases() {
    assertThat(with("LEASE_NAME", "shard-a.example").leaseName()).isEqualTo("shard-a.example");
    assertRefused("LEASE_NAME", "Shard", "a name for a Lease");
    assertRefused("LEASE_NAME", "a/b", "a name for a Lease");
  }

  @Test
  void readsClusterIdsUpToTheLengthOfATag() {
    assertThat(with("CLUSTER_ID", "a".repeat(256)).clusterId()).isPresent();
    assertRefused("CLUSTER_ID", "a".repeat(257), "256");
  }

  @Test
  void readsNamespaces() {
    assertThat(with("WATCH_NAMESPACES", "team-a").watchNamespaces()).containsExactly("team-a");
    assertThat(with("WATCH_NAMESPACES", " team-a, team-b ,,team-a").watchNamespaces())
        .containsExactlyInAnyOrder("team-a", "team-b");
    assertThat(with("WATCH_NAMESPACES", "a".repeat(63)).watchNamespaces()).hasSize(1);
    assertThat(with("LEASE_NAMESPACE", "platform").leaseNamespace()).hasValue("platform");
  }

  @Test
  void readsRegionsInsteadOfThoseThatTheSdkKnows() {
    assertThat(with("REGIONS", "us-east-1, xx-new-9,").regions())
        .containsExactlyInAnyOrder("us-east-1", "xx-new-9");
    assertThat(Settings.from(Map.of()).regions())
        .contains("us-east-1", "cn-north-1", "us-gov-west-1")
        .doesNotContain("aws-global");
  }

  @Test
  void refusesARegionThatNoSpecCouldName() {
    assertThat(with("REGIONS", "a".repeat(20)).regions()).hasSize(1);
    assertRefused("REGIONS", "a".repeat(21), "names of Regions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          HTTP_PORT        | -1         | a port from 0 to 65535
          HTTP_PORT        | 65536      | a port from 0 to 65535
          HTTP_PORT        | 100000     | a port from 0 to 65535
          HTTP_PORT        | http       | a port from 0 to 65535
          HTTP_PORT        | " 80"      | a port from 0 to 65535
          HTTP_PORT        | 80.0       | a port from 0 to 65535
          PROFILE_QUOTA    | 0          | a whole number from 1 to 999999999
          PROFILE_QUOTA    | 000        | a whole number from 1 to 999999999
          PROFILE_QUOTA    | -1         | a whole number from 1 to 999999999
          PROFILE_QUOTA    | 1e3        | a whole number from 1 to 999999999
          PROFILE_QUOTA    | 1.5        | a whole number from 1 to 999999999
          PROFILE_QUOTA    | "1,000"    | a whole number from 1 to 999999999
          PROFILE_QUOTA    | none       | a whole number from 1 to 999999999
          PROFILE_QUOTA    | 1000000000 | a whole number from 1 to 999999999
          RESYNC           | 9s         | a duration from 10s to 24h
          RESYNC           | 0m         | a duration from 10s to 24h
          RESYNC           | 25h        | a duration from 10s to 24h
          RESYNC           | 86401s     | a duration from 10s to 24h
          RESYNC           | 1441m      | a duration from 10s to 24h
          RESYNC           | 9999999s   | a duration from 10s to 24h
          RESYNC           | 5          | a duration from 10s to 24h
          RESYNC           | 5d         | a duration from 10s to 24h
          RESYNC           | 5M         | a duration from 10s to 24h
          RESYNC           | -5m        | a duration from 10s to 24h
          RESYNC           | PT5M       | a duration from 10s to 24h
          RESYNC           | 1h30m      | a duration from 10s to 24h
          LEADER_ELECTION  | TRUE       | true or false
          LEADER_ELECTION  | yes        | true or false
          LEADER_ELECTION  | 1          | true or false
          CLUSTER_ID       | größe      | characters that AWS tag values may have
          CLUSTER_ID       | a,b        | characters that AWS tag values may have
          ADOPTION         | Never      | one of namespaces, everywhere, never
          ADOPTION         | always     | one of namespaces, everywhere, never
          OWN_ACCOUNT      | always     | one of whenNoAccounts, never
          OWN_ACCOUNT      | when_no_accounts | one of whenNoAccounts, never
          LOG_FORMAT       | xml        | one of plain, json
          LEASE_NAMESPACE  | Team       | the name of a namespace
          LEASE_NAMESPACE  | a,b        | the name of a namespace
          REGIONS          | US-EAST-1  | names of Regions, separated by commas
          REGIONS          | us_east_1  | names of Regions, separated by commas
          REGIONS          | -us        | names of Regions, separated by commas
          REGIONS          | *          | names of Regions, separated by commas
          REGIONS          | ","        | names of Regions, separated by commas
          WATCH_NAMESPACES | Team       | names of namespaces, separated by commas
          WATCH_NAMESPACES | team_a     | names of namespaces, separated by commas
          WATCH_NAMESPACES | team-a;b   | names of namespaces, separated by commas
          WATCH_NAMESPACES | -a         | names of namespaces, separated by commas
          WATCH_NAMESPACES | a-         | names of namespaces, separated by commas
          WATCH_NAMESPACES | *          | names of namespaces, separated by commas
          WATCH_NAMESPACES | ","        | names of namespaces, separated by commas
          WATCH_NAMESPACES | " "        | names of namespaces, separated by commas
          """)
  void refusesWhatItDoesNotUnderstand(String name, String value, String allowed) {
    assertRefused(name, value, allowed);
  }

  @Test
  void refusesNamespacesThatAreTooLong() {
    assertRefused("WATCH_NAMESPACES", "a".repeat(64), "names of namespaces");
  }

  @Test
  void saysSoInOneLine() {
    assertThatThrownBy(() -> with("HTTP_PORT", "8080\n"))
        .hasMessage(
            "BEDROCK_OPERATOR_HTTP_PORT is '8080\\n':"
                + " allowed is a port from 0 to 65535, 0 for any free one");
    assertThatThrownBy(() -> with("RESYNC", "5m\r\n5m"))
        .message()
        .startsWith("BEDROCK_OPERATOR_RESYNC is '5m\\r\\n5m'");
  }

  private static void assertRefused(String name, String value, String allowed) {
    assertThatThrownBy(() -> with(name, value))
        .isInstanceOf(BadSettingException.class)
        .message()
        .startsWith("BEDROCK_OPERATOR_%s is '%s': allowed is ".formatted(name, value))
        .contains(allowed)
        .hasLineCount(1);
  }

  @Test
  void namesWhatItDoesNotKnow() {
    var settings =
        Settings.from(
            Map.of(
                "BEDROCK_OPERATOR_HTTP_PROT", "1",
                "BEDROCK_OPERATOR_SERVICE_HOST", "10.0.0.1",
                "BEDROCK_OPERATOR_RESYNC", "1m",
                "bedrock_operator_resync", "1s",
                "AWS_REGION", "us-east-1",
                "PATH", "/bin"));

    assertThat(settings.unknown())
        .containsExactlyInAnyOrder("BEDROCK_OPERATOR_HTTP_PROT", "BEDROCK_OPERATOR_SERVICE_HOST");
    assertThat(settings.resync()).isEqualTo(Duration.ofMinutes(1));
  }
}
