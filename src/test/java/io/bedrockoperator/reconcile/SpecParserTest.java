package io.bedrockoperator.reconcile;

import static io.bedrockoperator.reconcile.Resources.withSpec;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.profile.Adoption;
import io.bedrockoperator.profile.DesiredProfile;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.ManagementPolicy;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.RecreatePolicy;
import io.bedrockoperator.reconcile.ParseResult.NotUnderstood;
import io.bedrockoperator.reconcile.ParseResult.Understood;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecParserTest {

  private static final String NOVA =
      "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
  private static final String NO_REGION =
      "arn:aws:bedrock:::foundation-model/amazon.nova-lite-v1:0";
  private static final String PROFILE =
      "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/06vsfs68yb4g";

  private static final Set<String> ALLOWED = Set.of("us-east-1", "eu-west-1");

  private final SpecParser specs = new SpecParser("prod", () -> Optional.of("eu-west-1"), ALLOWED);
  private final SpecParser homeless = new SpecParser("prod", Optional::empty, ALLOWED);

  /** A spec that is complete, with more fields, which are JSON. */
  private static String chat(String more) {
    return """
    {"inferenceProfileName": "chat", "modelSource": {"copyFrom": "%s"}%s}
    """
        .formatted(NOVA, more.isEmpty() ? "" : ", " + more);
  }

  private static DesiredState understood(SpecParser specs, String spec) {
    return switch (specs.read(withSpec(spec))) {
      case Understood<ParsedSpec>(ParsedSpec(DesiredState intent, var publication)) -> intent;
      case NotUnderstood<ParsedSpec>(String message) -> throw new AssertionError(message);
    };
  }

  private DesiredState understood(String spec) {
    return understood(specs, spec);
  }

  private static String refusal(SpecParser specs, String spec) {
    return switch (specs.read(withSpec(spec))) {
      case Understood<ParsedSpec>(ParsedSpec(DesiredState intent, var publication)) ->
          throw new AssertionError(intent);
      case NotUnderstood<ParsedSpec>(String message) -> message;
    };
  }

  @Test
  void readsASmallSpec() {
    assertThat(understood(chat("")))
        .isEqualTo(
            new DesiredState(
                new DesiredProfile(
                    "us-east-1",
                    "chat",
                    Optional.empty(),
                    NOVA,
                    Map.of(),
                    new Owner("prod", "team-a", "chat", Resources.UID)),
                RecreatePolicy.RECREATE,
                ManagementPolicy.FULL,
                false,
                Optional.empty()));
  }

  @Test
  void readsAWholeSpec() {
    var intent =
        understood(
            chat(
                """
                "description": "Chat assistant",
                "tags": [{"key": "team", "value": "a"}, {"key": "flag", "value": ""}],
                "deletionPolicy": "Retain", "recreatePolicy": "Never",
                "managementPolicy": "Observe", "suspend": true,
                "adopt": {"matchingName": true}
                """));

    assertThat(intent.profile().description()).hasValue("Chat assistant");
    assertThat(intent.profile().tags()).isEqualTo(Map.of("team", "a", "flag", ""));
    assertThat(intent.recreatePolicy()).isEqualTo(RecreatePolicy.NEVER);
    assertThat(intent.observesOnly()).isTrue();
    assertThat(intent.suspended()).isTrue();
    assertThat(intent.adoption()).hasValue(new Adoption.OfMatchingName(false));
  }

  @Test
  void readsAnAdoptionByArn() {
    var intent =
        understood(chat("\"adopt\": {\"inferenceProfileArn\": \"%s\"}".formatted(PROFILE)));

    assertThat(intent.adoption()).hasValue(new Adoption.OfArn(PROFILE, false));
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false"})
  void readsWhetherAnOwnerMayBeOverruled(String word, boolean takeOver) {
    var byName = chat("\"adopt\": {\"matchingName\": true, \"takeOver\": %s}".formatted(word));
    var byArn =
        chat(
            "\"adopt\": {\"inferenceProfileArn\": \"%s\", \"takeOver\": %s}"
                .formatted(PROFILE, word));

    assertThat(understood(byName).adoption()).hasValue(new Adoption.OfMatchingName(takeOver));
    assertThat(understood(byArn).adoption()).hasValue(new Adoption.OfArn(PROFILE, takeOver));
  }

  @Test
  void takesTheOwnRegionWhereTheSourceNamesNone() {
    var spec = chat("").replace(NOVA, NO_REGION);

    assertThat(understood(spec).profile().region()).isEqualTo("eu-west-1");
  }

  @Test
  void doesNotNeedARegionOfItsOwnWhereTheSourceNamesOne() {
    assertThat(understood(homeless, chat("")).profile().region()).isEqualTo("us-east-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "deletionPolicy": "Archive"          | spec.deletionPolicy is 'Archive': use one of [Delete, Retain], or upgrade the operator
          "recreatePolicy": "Sometimes"        | spec.recreatePolicy is 'Sometimes': use one of [Never, Recreate], or upgrade the operator
          "managementPolicy": "observe"        | spec.managementPolicy is 'observe': use one of [Full, Observe], or upgrade the operator
          "deletionPolicy": ""                 | spec.deletionPolicy is '': use one of [Delete, Retain], or upgrade the operator
          "fieldOfTomorrow": 1                 | spec.fieldOfTomorrow is not what this version of the operator knows: correct it, or upgrade the operator
          "suspend": "yes"                     | spec.suspend is not what this version of the operator knows: correct it, or upgrade the operator
          "tags": [null]                       | spec.tags is not what this version of the operator knows: correct it, or upgrade the operator
          "description": 1                     | spec.description is not what this version of the operator knows: correct it, or upgrade the operator
          "tags": [{"key": "team"}]            | spec.tags holds a tag without key or value: complete it, or remove it
          "tags": [{"value": "a"}]             | spec.tags holds a tag without key or value: complete it, or remove it
          "tags": [{"key": "aws:x", "value": "a"}] | spec.tags holds the reserved key 'aws:x': remove it
          "tags": [{"key": "AWS:x", "value": "a"}] | spec.tags holds the reserved key 'AWS:x': remove it
          "tags": [{"key": "bedrock-operator.io/uid", "value": "a"}] | spec.tags holds the reserved key 'bedrock-operator.io/uid': remove it
          "tags": [{"key": "Bedrock-Operator.io/uid", "value": "a"}] | spec.tags holds the reserved key 'Bedrock-Operator.io/uid': remove it
          "tags": [{"key": " bedrock-operator.io/uid", "value": "a"}] | spec.tags holds the reserved key ' bedrock-operator.io/uid': remove it
          "tags": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}] | spec.tags holds the key 'a' twice: keep one
          "adopt": {}                          | spec.adopt must name the profile in exactly one way: set either inferenceProfileArn or matchingName: true
          "adopt": {"matchingName": false}     | spec.adopt must name the profile in exactly one way: set either inferenceProfileArn or matchingName: true
          "adopt": {"matchingName": true, "inferenceProfileArn": "x"} | spec.adopt must name the profile in exactly one way: set either inferenceProfileArn or matchingName: true
          "adopt": {"inferenceProfileArn": "x"} | spec.adopt.inferenceProfileArn is not the ARN of an application inference profile: correct it
          "adopt": {"inferenceProfileArn": "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.x"} | spec.adopt.inferenceProfileArn is not the ARN of an application inference profile: correct it
          """)
  void saysWhatToDoAboutAField(String field, String message) {
    assertThat(refusal(specs, chat(field))).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          null | spec is missing: describe the profile in it
          {"modelSource": {"copyFrom": "arn:aws:bedrock:us-east-1::foundation-model/m"}} | spec.inferenceProfileName is missing: add it
          {"inferenceProfileName": "", "modelSource": {"copyFrom": "arn:aws:bedrock:us-east-1::foundation-model/m"}} | spec.inferenceProfileName is missing: add it
          {"inferenceProfileName": "chat"} | spec.modelSource.copyFrom is missing: add it
          {"inferenceProfileName": "chat", "modelSource": {}} | spec.modelSource.copyFrom is missing: add it
          {"inferenceProfileName": "chat", "modelSource": {"copyFrom": "amazon.nova-lite-v1:0"}} | spec.modelSource.copyFrom is not a Bedrock ARN: copy the ARN of a foundation model or inference profile
          {"inferenceProfileName": "chat", "modelSource": {"copyFrom": "arn:aws:bedrock:::foundation-model/m"}} | spec.modelSource.copyFrom names no Region and the operator has none: set AWS_REGION of the operator, or create a resource that names one
          """)
  void saysWhatToDoAboutAGap(String spec, String message) {
    assertThat(refusal(homeless, spec)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:bedrock:us-esat-1::foundation-model/m",
        "arn:aws:bedrock:us-west-2:111122223333:inference-profile/us.m"
      })
  void refusesASourceInARegionThatIsNotAllowed(String copyFrom) {
    assertThat(refusal(specs, chat("").replace(NOVA, copyFrom)))
        .startsWith("spec.modelSource.copyFrom leads to the Region 'us-")
        .contains("BEDROCK_OPERATOR_REGIONS");
  }

  @Test
  void refusesItsOwnRegionWhereThatIsNotAllowed() {
    var elsewhere = new SpecParser("prod", () -> Optional.of("ap-south-1"), ALLOWED);

    assertThat(refusal(elsewhere, chat("").replace(NOVA, NO_REGION)))
        .contains("copyFrom leads to the Region 'ap-south-1'");
  }

  @Test
  void refusesToAdoptFromARegionThatIsNotAllowed() {
    var arn = PROFILE.replace("us-east-1", "us-west-2");

    assertThat(refusal(specs, chat("\"adopt\": {\"inferenceProfileArn\": \"%s\"}".formatted(arn))))
        .startsWith("spec.adopt.inferenceProfileArn leads to the Region 'us-west-2'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"text\"", "[]", "[1]", "true"})
  void bearsASpecThatIsNoObject(String spec) {
    assertThat(refusal(specs, spec)).contains("spec.spec", "upgrade the operator");
  }

  @Test
  void namesEveryProblemAtOnce() {
    var spec =
        "{\"deletionPolicy\": \"Archive\", \"tags\": [{\"key\": \"aws:x\", \"value\": \"\"}]}";

    assertThat(refusal(specs, spec).split("; ", -1))
        .hasSize(4)
        .anyMatch(problem -> problem.contains("inferenceProfileName"))
        .anyMatch(problem -> problem.contains("copyFrom"))
        .anyMatch(problem -> problem.contains("Archive"))
        .anyMatch(problem -> problem.contains("aws:x"));
  }
}
