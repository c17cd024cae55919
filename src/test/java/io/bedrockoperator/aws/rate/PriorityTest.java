package io.bedrockoperator.aws.rate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriorityTest {

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
  void isReadFromTheOperation(String operation, Priority awaited, Priority otherwise) {
    assertThat(Priority.of(operation, true)).isEqualTo(awaited);
    assertThat(Priority.of(operation, false)).isEqualTo(otherwise);
  }
}
