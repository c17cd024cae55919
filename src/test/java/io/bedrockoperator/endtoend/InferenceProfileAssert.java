package io.bedrockoperator.endtoend;

import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.status.Reason;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Asserts in the words of the decision table. */
final class InferenceProfileAssert
    extends AbstractAssert<InferenceProfileAssert, InferenceProfile> {

  InferenceProfileAssert(InferenceProfile actual) {
    super(actual, InferenceProfileAssert.class);
  }

  /** Ready, and nothing else to say: no other condition and no error. */
  InferenceProfileAssert isAvailable() {
    hasReady("True", Reason.AVAILABLE).hasConditions("Ready");
    Assertions.assertThat(status().error()).as("error of %s", actual).isNull();
    return this;
  }

  /** Also: the conditions are about the present generation, and say the same reason. */
  InferenceProfileAssert hasReady(String status, Reason reason) {
    Assertions.assertThat(ready())
        .as("Ready of %s", actual)
        .hasValueSatisfying(
            ready -> {
              Assertions.assertThat(ready.status()).isEqualTo(status);
              Assertions.assertThat(ready.reason()).isEqualTo(reason.value());
            });
    var generation = actual.getMetadata().getGeneration();
    Assertions.assertThat(status().observedGeneration()).isEqualTo(generation);
    Assertions.assertThat(conditions())
        .filteredOn(condition -> !"Published".equals(condition.type()))
        .allSatisfy(
            condition -> {
              Assertions.assertThat(condition.observedGeneration()).isEqualTo(generation);
              Assertions.assertThat(condition.reason()).isEqualTo(reason.value());
              Assertions.assertThat(condition.lastTransitionTime()).isNotNull();
            });
    return this;
  }

  /** Exactly these, all but Ready being True. */
  InferenceProfileAssert hasConditions(String... types) {
    Assertions.assertThat(conditions())
        .as("conditions of %s", actual)
        .extracting(Condition::type)
        .containsExactly(types);
    Assertions.assertThat(conditions())
        .filteredOn(condition -> !"Ready".equals(condition.type()))
        .extracting(Condition::status)
        .allMatch("True"::equals);
    return this;
  }

  InferenceProfileAssert hasMessageContaining(String... words) {
    Assertions.assertThat(ready().orElseThrow().message()).contains(words);
    return this;
  }

  /** What AWS answered, request id and message and all. */
  InferenceProfileAssert hasError(
      String operation, @Nullable String code, int httpStatusCode, boolean retryable) {
    var error = Optional.ofNullable(status().error()).orElseThrow();
    Assertions.assertThat(error.operation()).isEqualTo(operation);
    Assertions.assertThat(error.code()).isEqualTo(code);
    Assertions.assertThat(error.httpStatusCode()).isEqualTo(httpStatusCode);
    Assertions.assertThat(error.retryable()).isEqualTo(retryable);
    Assertions.assertThat(error.requestId()).isNotEmpty();
    Assertions.assertThat(error.message()).isNotEmpty();
    Assertions.assertThat(ready().orElseThrow().message()).contains(operation, error.message());
    return this;
  }

  InferenceProfileAssert hasArn(String arn) {
    Assertions.assertThat(status().inferenceProfileArn()).as("ARN of %s", actual).isEqualTo(arn);
    return this;
  }

  private Optional<Condition> ready() {
    return conditions().stream().filter(condition -> "Ready".equals(condition.type())).findFirst();
  }

  private List<Condition> conditions() {
    return Optional.ofNullable(status().conditions()).orElse(List.of());
  }

  private InferenceProfileStatus status() {
    Assertions.assertThat(actual.getStatus()).as("status of %s", actual).isNotNull();
    return actual.getStatus();
  }
}
