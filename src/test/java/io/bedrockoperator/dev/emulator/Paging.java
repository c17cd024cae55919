package io.bedrockoperator.dev.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a list into pages. The token names the last profile seen, so that it survives changes. */
final class Paging {
  private static final String SEPARATOR = "?>";

  private Paging() {}

  /** One profile in list order; a position is never used twice. */
  record Entry(long position, Profile profile) {}

  static ResultPage cut(List<Entry> entries, @Nullable String nextToken, int size) {
    var after = nextToken == null ? -1 : position(nextToken);
    var rest = entries.stream().filter(entry -> entry.position() > after).toList();
    var page = rest.subList(0, Math.min(size, rest.size()));
    var profiles = page.stream().map(Entry::profile).toList();
    return new ResultPage(profiles, page.size() < rest.size() ? token(page.getLast()) : null);
  }

  // Base64 with its '/', '+' and '=': a client that does not encode its query finds out.
  private static String token(Entry last) {
    var text = SEPARATOR.repeat(3) + last.position();
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static long position(String token) {
    try {
      var text = new String(Base64.getDecoder().decode(token), UTF_8);
      if (text.startsWith(SEPARATOR.repeat(3))) {
        return Long.parseLong(text.substring(3 * SEPARATOR.length()));
      }
      throw Shapes.invalid("nextToken", "not a token of this service");
    } catch (IllegalArgumentException e) {
      throw Shapes.invalid("nextToken", "not a token of this service");
    }
  }
}
