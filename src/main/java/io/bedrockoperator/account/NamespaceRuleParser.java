package io.bedrockoperator.account;

import io.bedrockoperator.account.NamespaceRule.Requirement;
import io.bedrockoperator.api.AllowedNamespaces;
import io.bedrockoperator.api.LabelRequirement;
import io.bedrockoperator.api.NamespaceSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses {@code spec.allowedNamespaces}. In doubt, it allows no namespace and reports a problem.
 */
final class NamespaceRuleParser {

  private static final String IN = "In";
  private static final String NOT_IN = "NotIn";
  private static final Set<String> TAKE_VALUES = Set.of(IN, NOT_IN);

  private NamespaceRuleParser() {}

  /**
   * Returns the rule.
   *
   * @param problems receives a sentence for each mistake
   */
  static NamespaceRule read(@Nullable AllowedNamespaces allowed, Collection<String> problems) {
    if (allowed == null) {
      return new NamespaceRule.Nobody();
    }
    var rules = new ArrayList<NamespaceRule>();
    if (allowed.names() != null) {
      rules.add(new NamespaceRule.Names(Set.copyOf(allowed.names())));
    }
    if (allowed.selector() != null) {
      rules.add(selector(allowed.selector(), problems));
    }
    if (Boolean.TRUE.equals(allowed.all())) {
      rules.add(new NamespaceRule.All());
    }
    if (rules.size() != 1) {
      problems.add(
          "spec.allowedNamespaces must say in one way who is allowed: set either names, selector or"
              + " all: true");
      return new NamespaceRule.NotUnderstood();
    }
    return rules.getFirst();
  }

  private static NamespaceRule selector(NamespaceSelector selector, Collection<String> problems) {
    var labels = Objects.requireNonNullElse(selector.matchLabels(), Map.<String, String>of());
    var expressions =
        Objects.requireNonNullElse(selector.matchExpressions(), List.<LabelRequirement>of());
    if (labels.isEmpty() && expressions.isEmpty()) {
      problems.add(
          "spec.allowedNamespaces.selector is empty: set matchLabels or matchExpressions, or all:"
              + " true instead");
      return new NamespaceRule.NotUnderstood();
    }
    var requirements = new ArrayList<Requirement>();
    labels.forEach((key, value) -> requirements.add(new Requirement.In(key, Set.of(value))));
    for (var expression : expressions) {
      var requirement = requirement(expression);
      if (requirement.isEmpty()) {
        problems.add(
            ("spec.allowedNamespaces.selector.matchExpressions has the unknown operator %s for the"
                    + " label %s: correct it, or upgrade bedrock-operator")
                .formatted(expression.operator(), expression.key()));
        return new NamespaceRule.NotUnderstood();
      }
      requirements.add(requirement.get());
    }
    return new NamespaceRule.Selector(requirements);
  }

  private static Optional<Requirement> requirement(LabelRequirement expression) {
    var key = expression.key();
    var operator = expression.operator();
    var values = Set.copyOf(Objects.requireNonNullElse(expression.values(), List.<String>of()));
    if (key == null || operator == null || values.isEmpty() == TAKE_VALUES.contains(operator)) {
      return Optional.empty();
    }
    return switch (operator) {
      case IN -> Optional.of(new Requirement.In(key, values));
      case NOT_IN -> Optional.of(new Requirement.NotIn(key, values));
      case "Exists" -> Optional.of(new Requirement.Exists(key));
      case "DoesNotExist" -> Optional.of(new Requirement.DoesNotExist(key));
      default -> Optional.empty();
    };
  }
}
