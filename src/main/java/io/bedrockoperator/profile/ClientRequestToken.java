package io.bedrockoperator.profile;

import java.util.Optional;

/**
 * The idempotency tokens of one resource: its UID first, then {@code <uid>-1}, {@code <uid>-2}, …
 * after each confirmed loss. Bedrock may answer a used token with the ARN of a profile that is long
 * gone, so a token is never used for two lives.
 */
final class ClientRequestToken {

  private ClientRequestToken() {}

  static String first(String uid) {
    return uid;
  }

  static String after(String uid, Optional<String> used) {
    var lives = used.filter(token -> token.startsWith(uid + "-")).map(token -> lifeOf(uid, token));
    return uid + "-" + (lives.orElse(0) + 1);
  }

  private static int lifeOf(String uid, String token) {
    return Integer.parseInt(token.substring(uid.length() + 1));
  }
}
