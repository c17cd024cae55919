package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The namespaces whose profiles live in an account. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "(has(self.names) ? 1 : 0) + (has(self.selector) ? 1 : 0) + (has(self.all) && self.all ? 1"
            + " : 0) == 1",
    message =
        "allowedNamespaces must say in one way who is allowed: set either names, selector or all:"
            + " true; leave the whole field out to allow nobody")
@ValidationRule(
    value =
        "!has(self.names) || self.names.all(name, name.matches(r'"
            + Patterns.NAMESPACE_NAME
            + "'))",
    fieldPath = ".names",
    message =
        "names must hold names of namespaces: lower-case letters, digits and '-', such as team-a;"
            + " use selector for more than you can name")
public record AllowedNamespaces(
    @JsonPropertyDescription(
            "Their names. An account that names a namespace is preferred to one that selects it.")
        @Size(max = 256)
        @Nullable List<String> names,
    @JsonPropertyDescription(
            "Labels that they have. Whoever may label a namespace can then choose the account. An"
                + " account that selects a namespace is preferred to one that allows all.")
        @Nullable NamespaceSelector selector,
    @JsonPropertyDescription(
            "If true, every namespace; one that another account names or selects only where"
                + " accountRef asks for this one.")
        @Nullable Boolean all) {

  public AllowedNamespaces {
    names = names == null ? null : List.copyOf(names);
  }
}
