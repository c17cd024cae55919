package io.bedrockoperator.reconcile;

import static io.bedrockoperator.reconcile.Resources.withSpec;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.docs.Page;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A default of docs/api.md means what its absence means. */
class DocumentedDefaultsTest {

  private static final SpecParser SPECS =
      new SpecParser("prod", Optional::empty, Set.of("us-east-1"));

  static Stream<List<String>> defaults() {
    return Page.of("docs/api.md").section("Spec").table("field").stream()
        .filter(row -> row.get(2).startsWith("`"));
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void areWhatAbsenceMeans(List<String> row) {
    var path = row.getFirst().replace("`", "");
    var word = row.get(2).replace("`", "");
    var value = word.equals("false") ? word : '"' + word + '"';
    var field = "\"%s\": %s".formatted(path.substring(path.indexOf('.') + 1), value);

    assertThat(path.startsWith("adopt.") ? read("", field) : read(field, ""))
        .isInstanceOf(ParseResult.Understood.class)
        .isEqualTo(read("", ""));
  }

  private static ParseResult<ParsedSpec> read(String more, String moreOfAdopt) {
    return SPECS.read(
        withSpec(
            """
            {"inferenceProfileName": "chat",
             "modelSource": {"copyFrom": "arn:aws:bedrock:us-east-1::foundation-model/a.b-v1:0"},
             "adopt": {"inferenceProfileArn":
               "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/06vsfs68yb4g"
               %s}
             %s}
            """
                .formatted(after(moreOfAdopt), after(more))));
  }

  private static String after(String field) {
    return field.isEmpty() ? "" : ", " + field;
  }
}
