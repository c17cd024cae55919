package io.bedrockoperator.status;

import java.util.regex.Pattern;

/** Text of somebody else's making, made fit for a status, an event or a line of a log. */
public final class PlainText {

  /**
   * What a terminal obeys, what ends or reorders a line, and half characters, which no JSON can
   * carry.
   */
  private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

  private PlainText() {}

  /** One line, with an ellipsis in place of what exceeds so many characters. */
  public static String of(String text, int longest) {
    return text.length() <= longest ? oneLine(text) : oneLine(text.substring(0, longest)) + "…";
  }

  private static String oneLine(String text) {
    return UNFIT.matcher(text).replaceAll(" ");
  }
}
