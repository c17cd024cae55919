package io.bedrockoperator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.AccountRef;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.api.ProfileTemplateSpec;
import io.bedrockoperator.api.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesiredRevisionTest {

  private static final String NOVA =
      "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";

  /**
   * Frozen: where one of these changes, an upgrade of the operator makes every profile anew, with
   * another ARN. Each was computed apart from the operator, with sha256sum.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          chat     |                       |        | 751761a893
          chat     | Chat assistant        |        | 237aac56ce
          chat     | Chat assistant        | team-a | 7b56d3add5
          chat 'x" | back \\ slash, ümläut |        | 8809c03afe
          """)
  void theHashIsFrozen(
      String name, @Nullable String description, @Nullable String account, String hash) {
    var template = template(name, description, NOVA, account);

    assertThat(revision(template).name()).isEqualTo("chat-" + hash);
  }

  @Test
  void whatBedrockCanChangeMakesNoOtherRevision() {
    var other =
        new ProfileTemplateSpec(
            "chat",
            null,
            new ModelSource(NOVA),
            List.of(new Tag("team", "a")),
            "Retain",
            "Never",
            null);

    assertThat(revision(other).name())
        .isEqualTo(revision(template("chat", null, NOVA, null)).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          chat                                                             | chat
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa            | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbbbbbbbbbb | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbb  | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          `chat `                                                          | chat
          chat_                                                            | chat
          """)
  void theProfilesNameHasTheSameSuffixAndFitsIntoBedrocks(String name, String kept) {
    var revision = revision(template(name, null, NOVA, null));

    assertThat(revision.spec().inferenceProfileName())
        .isEqualTo(kept + revision.name().substring("chat".length()))
        .hasSizeLessThanOrEqualTo(64);
  }

  private static DesiredRevision revision(ProfileTemplateSpec template) {
    return DesiredRevision.of("chat", template, Map.of(), Map.of());
  }

  private static ProfileTemplateSpec template(
      String name, @Nullable String description, String source, @Nullable String account) {
    return new ProfileTemplateSpec(
        name,
        description,
        new ModelSource(source),
        null,
        null,
        null,
        account == null ? null : new AccountRef(account));
  }
}
