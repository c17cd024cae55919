package io.bedrockoperator.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bedrockoperator.api.BedrockAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What would lead to another account, or to nobody's will, is refused also without the CRD: an
 * account may have been written while another one was in force.
 */
class AccountParserTest {

  private static final Path CASES = Path.of("src", "test", "resources", "admission");
  private static final ObjectMapper YAML = new YAMLMapper();

  private static Stream<Path> files(String names) throws IOException {
    try (var files = Files.list(CASES)) {
      return files
          .filter(file -> file.getFileName().toString().matches(names))
          .sorted()
          .toList()
          .stream();
    }
  }

  static Stream<Path> valid() throws IOException {
    return files("valid-account-(?!ref).*");
  }

  static Stream<Path> invalid() throws IOException {
    return files(
        "invalid-account-(id|role|external-id|label-tags-(also|tag-[ao])|tags-(operator|repeated)"
            + "|namespaces-(empty|all|names-and|selector|expression-(in|not|exists|operator|no))).*");
  }

  private static ListedAccount read(Path file) throws IOException {
    return AccountParser.read(YAML.readValue(file.toFile(), BedrockAccount.class));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void takes(Path file) throws IOException {
    assertThat(read(file)).isInstanceOf(ListedAccount.Understood.class);
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refuses(Path file) throws IOException {
    assertThat(read(file)).isInstanceOf(ListedAccount.NotUnderstood.class);
  }

  @Test
  void readsEveryField() throws IOException {
    var resource =
        YAML.readValue(
            CASES.resolve("valid-account-everything.yaml").toFile(), BedrockAccount.class);
    resource.getMetadata().setUid("uid-1");
    resource.getMetadata().setGeneration(7L);
    resource.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");

    assertThat(AccountParser.read(resource))
        .isEqualTo(
            new ListedAccount.Understood(
                new Account(
                    "team-a",
                    "uid-1",
                    7,
                    "222233334444",
                    Optional.of("arn:aws:iam::222233334444:role/platform/bedrock-operator"),
                    Optional.of("prod-eu/team-a"),
                    Map.of("cluster", "prod-eu", "empty", ""),
                    new NamespaceRule.Names(Set.of("team-a", "team-a-test")),
                    Optional.of(Set.of("us-east-1", "us-gov-west-1")),
                    Optional.of(List.of("us.anthropic.*", "*", "amazon.nova-lite-v1:0")),
                    Map.of("cost-center", "4711"),
                    Map.of("team", "team", "tier", "example.com/tier"),
                    Set.of("cost-center", "team"),
                    OptionalInt.of(0),
                    OptionalInt.of(1),
                    true,
                    false,
                    true)));
  }

  /** What else it says still counts: whom it allows, and which account it is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          "accountId: '222233334444', allowedNamespaces: {names: [a]}, limits: {}"     | 222233334444 | Names         | spec.limits
          "accountId: '222233334444', allowedNamespaces: {prefix: a}"                  | 222233334444 | NotUnderstood | spec.allowedNamespaces
          "accountId: 7, allowedNamespaces: {all: true}"                               | ""           | All           | spec.accountId
          "accountId: '222233334444', suspend: perhaps"                                | 222233334444 | Nobody        | spec.suspend
          """)
  void understandsWhatItCanOfAnother(String spec, String accountId, String rule, String field)
      throws IOException {
    var resource =
        YAML.readValue("metadata: {name: x}\nspec: {%s}".formatted(spec), BedrockAccount.class);

    var account = (ListedAccount.NotUnderstood) AccountParser.read(resource);

    assertThat(account.accountId().orElse("")).isEqualTo(accountId);
    assertThat(account.allowedNamespaces().getClass().getSimpleName()).isEqualTo(rule);
    assertThat(account.problems()).startsWith(field + " is not what").doesNotContain(";");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spec: text
          spec: null
          """)
  void allowsNobodyWithoutASpec(String spec) throws IOException {
    var resource = YAML.readValue("{metadata: {name: x}, " + spec + "}", BedrockAccount.class);

    assertThat(AccountParser.read(resource).allowedNamespaces())
        .isEqualTo(new NamespaceRule.NotUnderstood());
  }
}
