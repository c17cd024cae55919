package io.bedrockoperator.rollout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bedrockoperator.api.AccountRef;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.api.ProfileTemplateSpec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells revisions apart by what Bedrock cannot change in a profile. The input of the hash and its
 * form are frozen: with another form, every deployment would create its profile anew.
 */
final class RevisionHash {

  private static final int LENGTH = 10;

  private static final Pattern ESCAPED = Pattern.compile("[\"\\\\\\x00-\\x1f]");

  private RevisionHash() {}

  static String of(ProfileTemplateSpec template) {
    var digest = sha256().digest(canonical(template).getBytes(UTF_8));
    return HexFormat.of().formatHex(digest).substring(0, LENGTH);
  }

  /** JSON without white space, with sorted keys and without absent fields. */
  private static String canonical(ProfileTemplateSpec template) {
    var account = Optional.ofNullable(template.accountRef()).map(AccountRef::name).orElse(null);
    var source = Optional.ofNullable(template.modelSource()).map(ModelSource::copyFrom);
    return object(
        field("accountRef", account == null ? null : object(text("name", account))),
        text("description", template.description()),
        text("inferenceProfileName", template.inferenceProfileName()),
        field("modelSource", object(text("copyFrom", source.orElse(null)))));
  }

  private static String object(String... fields) {
    return Stream.of(fields)
        .filter(field -> !field.isEmpty())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String text(String name, @Nullable String value) {
    return field(name, value == null ? null : '"' + escape(value) + '"');
  }

  private static String field(String name, @Nullable String json) {
    return json == null ? "" : "\"%s\":%s".formatted(name, json);
  }

  private static String escape(String text) {
    return ESCAPED
        .matcher(text)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
