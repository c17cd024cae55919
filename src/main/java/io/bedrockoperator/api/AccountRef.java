package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A BedrockAccount, by its name. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.name.matches(r'" + Patterns.OBJECT_NAME + "')",
    fieldPath = ".name",
    message =
        "name must be the name of a BedrockAccount: lower-case letters, digits, '-' and '.', such"
            + " as team-a")
public record AccountRef(
    @JsonPropertyDescription("Name of a BedrockAccount.")
        @Required
        @Size(min = 1, max = PublishConfigMap.LONGEST_NAME)
        @Nullable String name) {}
