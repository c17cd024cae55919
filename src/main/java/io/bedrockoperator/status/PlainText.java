package io.bedrockoperator.status;

import java.util.regex.Pattern;

/** Makes text from elsewhere fit for a status, an event or a log line. */
public final class PlainText {

  /**
   * Control and format characters, line and paragraph separators, which may act on a terminal or
   * break or reorder a line, and unpaired surrogates, which JSON cannot carry.
   */
  private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

  private PlainText() {}

  /**
   * Returns the text in one line, with an ellipsis in place of everything beyond that many
   * characters.
   */
  public static String of(String text, int longest) {
    return text.length() <= longest ? oneLine(text) : oneLine(text.substring(0, longest)) + "…";
  }

  private static String oneLine(String text) {
    return UNFIT.matcher(text).replaceAll(" ");
  }
}
