package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A label selector for namespaces, as usual in Kubernetes, except that it must not be empty. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "(has(self.matchLabels) && self.matchLabels.size() > 0) || (has(self.matchExpressions) &&"
            + " self.matchExpressions.size() > 0)",
    message =
        "selector must not be empty: set matchLabels or matchExpressions, or all: true instead of"
            + " selector to allow every namespace")
@ValidationRule(
    value =
        "!has(self.matchLabels) || self.matchLabels.all(key, key.matches(r'"
            + Patterns.METADATA_KEY
            + "') && self.matchLabels[key].matches(r'"
            + Patterns.LABEL_VALUE
            + "'))",
    fieldPath = ".matchLabels",
    message =
        "matchLabels must hold labels: a key such as team or example.com/team, and a value of at"
            + " most 63 ASCII letters, digits and - _ . that begins and ends with a letter or"
            + " digit")
public record NamespaceSelector(
    @JsonPropertyDescription("Labels that the namespace has, all of them; at most 16.")
        @Nullable Map<String, String> matchLabels,
    @JsonPropertyDescription("What else holds of its labels, all of it.")
        @Size(max = MOST_REQUIREMENTS)
        @Nullable List<LabelRequirement> matchExpressions) {

  /** How many labels there may be, and how many expressions. */
  public static final int MOST_REQUIREMENTS = 16;

  public NamespaceSelector {
    matchLabels = matchLabels == null ? null : Map.copyOf(matchLabels);
    matchExpressions = matchExpressions == null ? null : List.copyOf(matchExpressions);
  }
}
