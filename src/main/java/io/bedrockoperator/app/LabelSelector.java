package io.bedrockoperator.app;

import java.util.regex.Pattern;

/** How Kubernetes selects objects by their labels, as {@code kubectl --selector} takes it. */
final class LabelSelector {

  private static final String WORD = "[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
  private static final String KEY = "(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?/)?" + WORD;
  private static final String VALUE = "(?:" + WORD + ")?";

  /**
   * Syntax of labels and of selectors (Kubernetes, Labels and Selectors). The API server knows
   * better where a part of a domain ends, and refuses what it does not take.
   */
  static final Pattern PATTERN = Pattern.compile(listOf(requirement()));

  private LabelSelector() {}

  private static String requirement() {
    var compared = " *(?:=|==|!=) *" + VALUE;
    var oneOf = " +(?:in|notin) *\\(" + listOf(VALUE) + "\\)";
    return "(?:!" + KEY + "|" + KEY + "(?:" + compared + "|" + oneOf + ")?)";
  }

  private static String listOf(String element) {
    return " *" + element + " *(?:, *" + element + " *)*";
  }
}
