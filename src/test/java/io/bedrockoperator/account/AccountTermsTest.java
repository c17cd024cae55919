package io.bedrockoperator.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.Tag;
import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ManagementPolicy;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.RecreatePolicy;
import io.bedrockoperator.profile.plan.Action;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an account makes of a spec, for a namespace with the label {@code team: a}. */
class AccountTermsTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String ID = "222233334444";
  private static final TenantNamespace NAMESPACE =
      new TenantNamespace("team-a", Optional.of(Map.of("team", "a")));
  private static final String SOURCE = "arn:aws:bedrock:us-east-1:%s:inference-profile/us.x.y";

  private static AccountTerms terms(String rules) {
    try {
      var resource =
          YAML.readValue(
              "{metadata: {name: x, uid: u}, spec: {accountId: '%s', %s}}".formatted(ID, rules),
              BedrockAccount.class);
      var account = (ListedAccount.Understood) AccountParser.read(resource);
      return AccountTerms.of(account.account(), NAMESPACE);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static DesiredState desired(
      String copyFrom, Map<String, String> tags, Optional<Adoption> adoption) {
    return new DesiredState(
        new DesiredProfile(
            "us-east-1",
            "chat",
            Optional.empty(),
            copyFrom,
            tags,
            new Owner("prod", "team-a", "chat", "uid")),
        RecreatePolicy.RECREATE,
        ManagementPolicy.FULL,
        false,
        adoption);
  }

  private static DesiredState tagged(String... keysAndValues) {
    var tags = new HashMap<String, String>();
    for (var at = 0; at < keysAndValues.length; at += 2) {
      tags.put(keysAndValues[at], keysAndValues[at + 1]);
    }
    return desired(SOURCE.formatted(""), tags, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:bedrock:us-east-1::inference-profile/us.x.y,arn:aws:bedrock:us-east-1:222233334444:inference-profile/us.x.y",
    "arn:aws-us-gov:bedrock:us-gov-west-1::inference-profile/a:b,arn:aws-us-gov:bedrock:us-gov-west-1:222233334444:inference-profile/a:b",
    "arn:aws:bedrock:us-east-1:222233334444:inference-profile/us.x.y,arn:aws:bedrock:us-east-1:222233334444:inference-profile/us.x.y",
    "arn:aws:bedrock:us-east-1:999900001111:inference-profile/us.x.y,arn:aws:bedrock:us-east-1:999900001111:inference-profile/us.x.y",
    "arn:aws:bedrock:us-east-1::foundation-model/x.y,arn:aws:bedrock:us-east-1::foundation-model/x.y"
  })
  void completesASourceWithoutAccount(String copyFrom, String completed) {
    var desired = desired(copyFrom, Map.of(), Optional.empty());

    assertThat(AccountTerms.own(Optional.of(ID)).bind(desired).profile().copyFrom())
        .isEqualTo(completed);
    assertThat(terms("suspend: false").bind(desired).profile().copyFrom()).isEqualTo(completed);
    assertThat(AccountTerms.own(Optional.empty()).bind(desired).profile().copyFrom())
        .isEqualTo(copyFrom);
  }

  @Test
  void putsTheTagsOfTheAccountAndOfTheNamespaceOnEachProfile() {
    var terms =
        terms(
            "tags: [{key: cost, value: '1'}], namespaceLabelsAsTags: [{label: team, tag: unit},"
                + " {label: missing, tag: none}]");

    assertThat(terms.bind(tagged("env", "prod")).profile().tags())
        .isEqualTo(Map.of("env", "prod", "cost", "1", "unit", "a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          cost | 1 | -
          cost | 2 | INVALID_SPEC
          unit | a | -
          unit | b | INVALID_SPEC
          env  | b | -
          """)
  void isNotOverridden(String key, String value, Action.@Nullable Refusal why) {
    var terms =
        terms("tags: [{key: cost, value: '1'}], namespaceLabelsAsTags: [{label: team, tag: unit}]");

    var refusal = terms.refusal(tagged(key, value));

    assertThat(refusal.map(Action.Refuse::why)).isEqualTo(Optional.ofNullable(why));
    refusal.ifPresent(refused -> assertThat(refused.message()).contains(key, "BedrockAccount x"));
  }

  @Test
  void countsTheTagsOfBoth() {
    var terms = terms("tags: [{key: cost, value: '1'}]");
    var tags =
        IntStream.range(0, Tag.MOST_TAGS - 1)
            .boxed()
            .flatMap(number -> Stream.of("key" + number, "value"))
            .toArray(String[]::new);

    assertThat(terms.refusal(tagged(tags))).isEmpty();
    var oneMore = Arrays.copyOf(tags, tags.length + 2);
    oneMore[tags.length] = "more";
    oneMore[tags.length + 1] = "value";
    assertThat(terms.refusal(tagged(oneMore)).map(Action.Refuse::why))
        .contains(Action.Refusal.TOO_MANY_TAGS);
  }

  @ParameterizedTest
  @CsvSource({ID + ",false", "999900001111,true"})
  void refusesWhatIsOfAnotherAccount(String account, boolean refused) {
    var arn = "arn:aws:bedrock:us-east-1:%s:application-inference-profile/abc".formatted(account);
    var adopting =
        desired(SOURCE.formatted(""), Map.of(), Optional.of(new Adoption.OfArn(arn, false)));
    var copying = desired(SOURCE.formatted(account), Map.of(), Optional.empty());

    for (var terms :
        new AccountTerms[] {terms("suspend: false"), AccountTerms.own(Optional.of(ID))}) {
      assertThat(terms.refusal(adopting).map(Action.Refuse::why))
          .isEqualTo(refused ? Optional.of(Action.Refusal.ADOPTION_REFUSED) : Optional.empty());
      assertThat(terms.creationRefusal(copying).map(Action.Refuse::why))
          .isEqualTo(refused ? Optional.of(Action.Refusal.INVALID_SPEC) : Optional.empty());
      assertThat(terms.refusal(copying)).isEmpty();
    }
    assertThat(AccountTerms.own(Optional.empty()).refusal(adopting)).isEmpty();
  }

  /** Those of the account count for a key that it requires, too. */
  @Test
  void bindsOnlyCreationsByItsRules() {
    var terms = terms("requiredTagKeys: [cost, env], tags: [{key: cost, value: '1'}]");

    assertThat(terms.creationRefusal(terms.bind(tagged("env", "prod")))).isEmpty();
    assertThat(terms.creationRefusal(terms.bind(tagged("team", "a"))).orElseThrow().message())
        .contains("env")
        .doesNotContain("cost,");
    assertThat(terms.refusal(tagged("team", "a"))).isEmpty();
  }
}
