package io.bedrockoperator.reconcile;

import static io.bedrockoperator.reconcile.Resources.withSpec;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.profile.DeletionPolicy;
import io.bedrockoperator.profile.DeletionRequest;
import io.bedrockoperator.profile.ManagementPolicy;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.reconcile.ParseResult.NotUnderstood;
import io.bedrockoperator.reconcile.ParseResult.Understood;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A resource whose spec cannot be understood any more can still be deleted. */
class DeletionRequestTest {

  private static final String SOURCE =
      "{\"copyFrom\": \"arn:aws:bedrock:us-east-1::foundation-model/m\"}";

  private final SpecParser specs = new SpecParser("prod", () -> Optional.of("eu-west-1"), Set.of());

  private static DeletionRequest understood(SpecParser specs, String spec) {
    return switch (specs.readForDeletion(withSpec(spec))) {
      case Understood<DeletionRequest>(DeletionRequest intent) -> intent;
      case NotUnderstood<DeletionRequest>(String message) -> throw new AssertionError(message);
    };
  }

  private DeletionRequest understood(String spec) {
    return understood(specs, spec);
  }

  @Test
  void readsAWholeSpec() {
    var spec =
        """
        {"inferenceProfileName": "chat", "modelSource": %s, "deletionPolicy": "Retain",
         "managementPolicy": "Observe", "suspend": true, "adopt": {"matchingName": true}}
        """
            .formatted(SOURCE);

    assertThat(understood(spec))
        .isEqualTo(
            new DeletionRequest(
                new Owner("prod", "team-a", "chat", Resources.UID),
                "us-east-1",
                Optional.of("chat"),
                Optional.of(DeletionPolicy.RETAIN),
                ManagementPolicy.OBSERVE,
                true,
                true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "7", "[]", "{\"inferenceProfileName\": 5}"})
  void bearsASpecThatNamesNoProfile(String spec) {
    var intent = understood(spec);

    assertThat(intent.owner()).isEqualTo(new Owner("prod", "team-a", "chat", Resources.UID));
    assertThat(intent.name()).isEmpty();
    assertThat(intent.deletionPolicy()).isEmpty();
    assertThat(intent.managementPolicy()).isEqualTo(ManagementPolicy.FULL);
    assertThat(intent.suspended()).isFalse();
    assertThat(intent.adopts()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"recreatePolicy\": \"Sometimes\"",
        "\"tags\": [null]",
        "\"description\": 5",
        "\"fieldOfTomorrow\": {}",
        "\"tags\": [{\"key\": \"aws:x\", \"value\": \"a\"}]"
      })
  void overlooksWhatDoesNotMatterAnyMore(String field) {
    var spec =
        "{\"inferenceProfileName\": \"chat\", \"modelSource\": %s, %s}".formatted(SOURCE, field);

    assertThat(understood(spec).name()).hasValue("chat");
    assertThat(understood(spec).region()).isEqualTo("us-east-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"deletionPolicy": "Archive"}   | spec.deletionPolicy is 'Archive': use one of [Delete, Retain], or upgrade the operator
          {"deletionPolicy": 5}           | spec.deletionPolicy cannot be read: correct it
          {"managementPolicy": "Look"}    | spec.managementPolicy is 'Look': use one of [Full, Observe], or upgrade the operator
          {"managementPolicy": []}        | spec.managementPolicy cannot be read: correct it
          {"suspend": "yes"}              | spec.suspend cannot be read: correct it
          """)
  void deletesNothingUnderAPolicyThatItDoesNotUnderstand(String spec, String message) {
    assertThat(specs.readForDeletion(withSpec(spec))).isEqualTo(new NotUnderstood<>(message));
  }

  @Test
  void looksNowhereWhereNoSourceIsNamed() {
    var homeless = new SpecParser("prod", Optional::empty, Set.of());

    assertThat(understood(homeless, "{\"inferenceProfileName\": \"chat\"}").name()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"matchingName\": true}", "{}", "{\"matchingTags\": true}", "true", "7"})
  void takesEveryWordOfAdoptionForOne(String adopt) {
    assertThat(understood("{\"adopt\": %s}".formatted(adopt)).adopts()).isTrue();
  }
}
