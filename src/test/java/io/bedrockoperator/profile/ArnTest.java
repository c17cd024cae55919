package io.bedrockoperator.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArnTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/06vsfs68yb4g | aws | us-east-1 | 111122223333 | 06vsfs68yb4g
          arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0 | aws | us-east-1 | 111122223333 | us.amazon.nova-lite-v1:0
          arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0 | aws | us-east-1 | '' | amazon.nova-lite-v1:0
          arn:aws:bedrock:::foundation-model/amazon.nova-2-lite-v1:0 | aws | '' | '' | amazon.nova-2-lite-v1:0
          arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:application-inference-profile/a | aws-us-gov | us-gov-west-1 | 111122223333 | a
          arn:aws-of-tomorrow:bedrock:moon-1:111122223333:application-inference-profile/a | aws-of-tomorrow | moon-1 | 111122223333 | a
          """)
  void readsTheParts(String text, String partition, String region, String account, String id) {
    var arn = Arn.parse(text).orElseThrow();

    assertThat(arn.partition()).isEqualTo(partition);
    assertThat(arn.region()).isEqualTo(region);
    assertThat(arn.account()).isEqualTo(account);
    assertThat(arn.id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "06vsfs68yb4g",
        "amazon.nova-lite-v1:0",
        "arn:aws:bedrock",
        "arn:aws:bedrock:us-east-1:111122223333",
        "arn:aws:iam::111122223333:role/chat",
        "ARN:aws:bedrock:us-east-1:111122223333:inference-profile/a",
        " arn:aws:bedrock:us-east-1:111122223333:inference-profile/a"
      })
  void readsNothingElse(String text) {
    assertThat(Arn.parse(text)).isEmpty();
  }

  @Test
  void keepsAnIdThatHasNoType() {
    assertThat(Arn.parse("arn:aws:bedrock:::bare").orElseThrow().id()).isEqualTo("bare");
  }

  @ParameterizedTest
  @CsvSource({
    "application-inference-profile/a, true,  false",
    "inference-profile/a,             false, false",
    "foundation-model/a,              false, true",
    "provisioned-model/a,             false, false",
    "application-inference-profile,   false, false",
    "foundation-model,                false, false"
  })
  void tellsTheTypes(String resource, boolean applicationProfile, boolean foundationModel) {
    var arn = new Arn("aws", "us-east-1", "111122223333", resource);

    assertThat(arn.isApplicationProfile()).isEqualTo(applicationProfile);
    assertThat(arn.isFoundationModel()).isEqualTo(foundationModel);
  }
}
