package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** An InferenceProfile of a deployment, as the status of the deployment describes it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Revision(
    @JsonPropertyDescription("Name of the InferenceProfile.") @Required @Nullable String name,
    @JsonPropertyDescription("ARN of its profile, once it is known.") @Nullable String arn,
    @JsonPropertyDescription(
            "When it was last the current one; absent for the one that is, and for one that was"
                + " never Ready.")
        @Nullable String lastCurrentAt) {}
