package io.bedrockoperator.app;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The label keys that occur in a label selector, whatever their operators. */
final class SelectorKeys {

  /** A requirement; it contains commas only in its list of values, which is in parentheses. */
  private static final Pattern REQUIREMENT = Pattern.compile("([^,(]|[(][^)]*[)])+");

  private static final Pattern KEY = Pattern.compile("^\\s*!?\\s*([^\\s=!<>]+)");

  private SelectorKeys() {}

  /** Requires a selector that the API server accepts. */
  static Set<String> of(String selector) {
    return REQUIREMENT
        .matcher(selector)
        .results()
        .map(requirement -> KEY.matcher(requirement.group()))
        .filter(key -> key.find())
        .map(key -> key.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }
}
