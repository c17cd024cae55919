package io.bedrockoperator.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bedrockoperator.api.AllowedNamespaces;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels are told as everywhere in Kubernetes. */
class NamespaceRuleTest {

  private static final YAMLMapper YAML = new YAMLMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          names: [b, team]                                       | {}                | ALLOWED
          names: [team-a, Team]                                  | {}                | NOT_ALLOWED
          names: []                                              | {}                | NOT_ALLOWED
          all: true                                              | {}                | ALLOWED
          selector: {matchLabels: {l: a}}                        | {l: a, m: b}      | ALLOWED
          selector: {matchLabels: {l: a}}                        | {l: b}            | NOT_ALLOWED
          selector: {matchLabels: {l: a, m: b}}                  | {l: a}            | NOT_ALLOWED
          selector: {matchLabels: {l: ''}}                       | {}                | NOT_ALLOWED
          selector: {matchExpressions: [{key: l, operator: In, values: [a, b]}]}    | {l: b} | ALLOWED
          selector: {matchExpressions: [{key: l, operator: In, values: [a, b]}]}    | {}     | NOT_ALLOWED
          selector: {matchExpressions: [{key: l, operator: NotIn, values: [a, b]}]} | {l: b} | NOT_ALLOWED
          selector: {matchExpressions: [{key: l, operator: NotIn, values: [a, b]}]} | {l: c} | ALLOWED
          selector: {matchExpressions: [{key: l, operator: NotIn, values: [a, b]}]} | {}     | ALLOWED
          selector: {matchExpressions: [{key: l, operator: Exists}]}                | {l: ''} | ALLOWED
          selector: {matchExpressions: [{key: l, operator: Exists}]}                | {m: ''} | NOT_ALLOWED
          selector: {matchExpressions: [{key: l, operator: DoesNotExist}]}          | {l: ''} | NOT_ALLOWED
          selector: {matchExpressions: [{key: l, operator: DoesNotExist}]}          | {m: ''} | ALLOWED
          selector: {matchLabels: {l: a}, matchExpressions: [{key: m, operator: Exists}]} | {l: a} | NOT_ALLOWED
          selector: {matchExpressions: [{key: l, operator: Like, values: [a]}]}     | {l: a} | UNKNOWN
          selector: {matchExpressions: [{key: l, operator: In}]}                    | {l: a} | UNKNOWN
          selector: {matchExpressions: [{key: l, operator: Exists, values: [a]}]}   | {l: a} | UNKNOWN
          selector: {}                                           | {l: a}            | UNKNOWN
          selector: {matchLabels: {}}                            | {l: a}            | UNKNOWN
          all: false                                             | {}                | UNKNOWN
          "{names: [team], all: true}"                           | {}                | UNKNOWN
          """)
  void tells(String rule, String labels, NamespaceRule.Verdict verdict)
      throws JsonProcessingException {
    var problems = new ArrayList<String>();
    var read = NamespaceRuleParser.read(YAML.readValue(rule, AllowedNamespaces.class), problems);

    assertThat(read.on(new TenantNamespace("team", Optional.of(labels(labels)))))
        .isEqualTo(verdict);
    assertThat(problems.isEmpty()).isEqualTo(verdict != NamespaceRule.Verdict.UNKNOWN);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> labels(String yaml) throws JsonProcessingException {
    return YAML.readValue(yaml, Map.class);
  }
}
