package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One requirement of a label selector. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.key.matches(r'" + Patterns.METADATA_KEY + "')",
    fieldPath = ".key",
    message = "key must be the key of a label, such as team or example.com/team")
@ValidationRule(
    value =
        "(self.operator == 'In' || self.operator == 'NotIn') == (has(self.values) &&"
            + " self.values.size() > 0)",
    fieldPath = ".values",
    message =
        "values must be there for the operators In and NotIn, and must not be there for Exists and"
            + " DoesNotExist")
@ValidationRule(
    value =
        "!has(self.values) || self.values.all(each, each.matches(r'" + Patterns.LABEL_VALUE + "'))",
    fieldPath = ".values",
    message =
        "values must hold values of labels: at most 63 ASCII letters, digits and - _ . that begin"
            + " and end with a letter or digit")
public record LabelRequirement(
    @JsonPropertyDescription("Key of the label.") @Required @Size(min = 1, max = 316)
        @Nullable String key,
    @JsonPropertyDescription(
            "In or NotIn, for a label with or without one of the values; Exists or DoesNotExist,"
                + " for a label that is there or not.")
        @Required
        @Nullable String operator,
    @JsonPropertyDescription("Values of the label, for In and NotIn.") @Size(max = 64)
        @Nullable List<String> values) {

  /** The operators of Kubernetes' label selectors. */
  public static final List<String> OPERATORS = List.of("In", "NotIn", "Exists", "DoesNotExist");

  public LabelRequirement {
    values = values == null ? null : List.copyOf(values);
  }
}
