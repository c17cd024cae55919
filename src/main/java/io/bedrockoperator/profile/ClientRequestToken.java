package io.bedrockoperator.profile;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The idempotency tokens of one resource: its UID first, then {@code <uid>-1}, {@code <uid>-2}, …
 * after each confirmed loss. Bedrock may answer a used token with the ARN of a profile that is long
 * gone, so each token is used for one profile only.
 */
public final class ClientRequestToken {

  /** A status can be edited: a suffix that the operator does not write is ignored. */
  private static final Pattern LIFE = Pattern.compile("[0-9]{1,9}");

  private ClientRequestToken() {}

  /** Whether the token was made for the resource with that uid. */
  public static boolean isOf(String uid, String token) {
    return token.equals(uid) || token.startsWith(uid + "-");
  }

  public static String first(String uid) {
    return uid;
  }

  public static String after(String uid, Optional<String> used) {
    var lives =
        used.filter(token -> token.startsWith(uid + "-"))
            .map(token -> token.substring(uid.length() + 1))
            .filter(life -> LIFE.matcher(life).matches())
            .map(Integer::parseInt);
    return uid + "-" + (lives.orElse(0) + 1);
  }
}
