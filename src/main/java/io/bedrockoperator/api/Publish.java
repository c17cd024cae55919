package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How the profile is published to the applications of its namespace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Publish(
    @JsonPropertyDescription(
            "The ConfigMap that holds the ARN of the profile, and what applications have to know"
                + " besides. It is written once the profile is ACTIVE, and belongs to this"
                + " resource.")
        @Required
        @Nullable PublishConfigMap configMap) {}
