package io.bedrockoperator.app;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The labels that a selector of labels asks for, in whatever way. */
final class SelectorKeys {

  /** A requirement; only the list of its values has commas, in brackets. */
  private static final Pattern REQUIREMENT = Pattern.compile("([^,(]|[(][^)]*[)])+");

  private static final Pattern KEY = Pattern.compile("^\\s*!?\\s*([^\\s=!<>]+)");

  private SelectorKeys() {}

  /** Of one that the API server takes. */
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
