package io.bedrockoperator.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrgencyTest {

  @ParameterizedTest
  @CsvSource({
    "CreateInferenceProfile, CHANGE, CHANGE",
    "DeleteInferenceProfile, CHANGE, CHANGE",
    "TagResource,            CHANGE, CHANGE",
    "UntagResource,          CHANGE, CHANGE",
    "GetInferenceProfile,    READ,   CHECK",
    "ListInferenceProfiles,  READ,   READ",
    "ListTagsForResource,    READ,   CHECK"
  })
  void isReadFromTheOperation(String operation, Urgency awaited, Urgency otherwise) {
    assertThat(Urgency.of(operation, true)).isEqualTo(awaited);
    assertThat(Urgency.of(operation, false)).isEqualTo(otherwise);
  }
}
