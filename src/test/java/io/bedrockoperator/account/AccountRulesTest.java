package io.bedrockoperator.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bedrockoperator.api.BedrockAccount;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountRulesTest {

  private static final YAMLMapper YAML = new YAMLMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '"',
      textBlock =
          """
          suspend: false                            | us-east-1 | us.x.y-v1:0  | -
          regions: [us-east-1, us-west-2]           | us-west-2 | us.x.y-v1:0  | -
          regions: [us-east-1, us-west-2]           | us-west-1 | us.x.y-v1:0  | us-west-1 (spec.regions: us-east-1, us-west-2)
          allowedSources: [us.x.y-v1:0]             | us-east-1 | us.x.y-v1:0  | -
          allowedSources: [us.x.y]                  | us-east-1 | us.x.y-v1:0  | us.x.y-v1:0 (spec.allowedSources: us.x.y)
          allowedSources: [x.y-v1:0]                | us-east-1 | us.x.y-v1:0  | spec.allowedSources
          allowedSources: [us.x.*]                  | us-east-1 | us.x.y-v1:0  | -
          allowedSources: [us.x.*]                  | us-east-1 | usax.y-v1:0  | spec.allowedSources
          allowedSources: [us.x.*]                  | us-east-1 | eu.us.x.y    | spec.allowedSources
          allowedSources: ['*']                     | us-east-1 | us.x.y-v1:0  | -
          allowedSources: ['*.x.*:0']               | us-east-1 | us.x.y-v1:0  | -
          allowedSources: ['*.x.*:0']               | us-east-1 | us.x.y-v1:1  | spec.allowedSources
          allowedSources: ['*.x.*:0']               | us-east-1 | us.x.y-v1:01 | spec.allowedSources
          allowedSources: ['a*b*ab']                | us-east-1 | axbab        | -
          allowedSources: ['a*a']                   | us-east-1 | a            | spec.allowedSources
          allowedSources: ['a*b*b']                 | us-east-1 | ab           | spec.allowedSources
          allowedSources: [eu.*, us.*]              | us-east-1 | us.x.y-v1:0  | -
          allowedSources: [eu.*]                    | us-east-1 | us.x.y-v1:0  | spec.allowedSources
          requiredTagKeys: [team]                   | us-east-1 | us.x.y-v1:0  | -
          "requiredTagKeys: [cost, team, unit]"     | us-east-1 | us.x.y-v1:0  | cost, unit (spec.requiredTagKeys)
          "regions: [us-east-1], allowedSources: [eu.*]" | us-east-1 | us.x.y-v1:0  | spec.allowedSources
          """)
  void bindsNewProfiles(String rules, String region, String sourceId, @Nullable String refusal)
      throws JsonProcessingException {
    var resource =
        YAML.readValue(
            "{metadata: {name: x, uid: u}, spec: {accountId: '222233334444', %s}}".formatted(rules),
            BedrockAccount.class);
    var account = (ListedAccount.Understood) AccountParser.read(resource);

    var hindrance =
        AccountRules.hindranceToCreate(account.account(), region, sourceId, Set.of("team"));

    if (refusal == null) {
      assertThat(hindrance).isEqualTo(Optional.empty());
    } else {
      assertThat(hindrance).get().asString().contains("BedrockAccount x", refusal);
    }
  }
}
