package io.bedrockoperator.publish;

import io.bedrockoperator.api.Patterns;
import java.util.Optional;
import java.util.regex.Pattern;

/** Placeholders such as {@code $(arn)} in a text; {@code $$(} is an escaped {@code $(}. */
final class Template {

  /** The escape, a placeholder, or an opening bracket that is never closed. */
  private static final Pattern SPOT = Pattern.compile("\\$\\$\\(|\\$\\(([^)]*\\))?");

  private static final Pattern KNOWN = Pattern.compile("\\$\\((" + Patterns.PLACEHOLDERS + ")\\)");

  private static final String ESCAPE = "$$(";

  /** How much of an unknown placeholder is quoted. */
  private static final int LONGEST_QUOTE = 40;

  private Template() {}

  /** Supplies the values of placeholders while a text is rendered. */
  @FunctionalInterface
  interface Values {
    /**
     * Returns the value.
     *
     * @throws NotPublishable if it has none
     */
    String of(String placeholder) throws NotPublishable;
  }

  /** Returns the first unknown placeholder in the text. */
  static Optional<String> unknownPlaceholder(String template) {
    return SPOT.matcher(template)
        .results()
        .map(spot -> spot.group())
        .filter(spot -> !spot.equals(ESCAPE) && !KNOWN.matcher(spot).matches())
        .map(spot -> spot.substring(0, Math.min(spot.length(), LONGEST_QUOTE)))
        .findFirst();
  }

  /**
   * Renders the text in one pass: placeholders in a value are not replaced.
   *
   * @param longest how many characters the result may have
   * @throws NotPublishable if it has more, or a placeholder has no value
   */
  static String render(String template, Values values, int longest) throws NotPublishable {
    var rendered = new StringBuilder();
    var spots = SPOT.matcher(template);
    while (spots.find()) {
      var spot = spots.group();
      var value =
          spot.equals(ESCAPE) ? "$(" : values.of(spot.substring("$(".length(), spot.length() - 1));
      spots.appendReplacement(rendered, "");
      rendered.append(value);
      if (rendered.length() > longest) {
        throw NotPublishable.tooLarge();
      }
    }
    return spots.appendTail(rendered).toString();
  }
}
