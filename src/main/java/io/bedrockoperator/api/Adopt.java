package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Which existing profile to take over instead of creating one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.inferenceProfileArn) != (has(self.matchingName) && self.matchingName)",
    message =
        "adopt must name the profile in exactly one way: set either inferenceProfileArn or"
            + " matchingName: true")
@ValidationRule(
    value =
        "!has(self.inferenceProfileArn) || self.inferenceProfileArn.matches(r'"
            + Patterns.APPLICATION_INFERENCE_PROFILE_ARN
            + "')",
    fieldPath = ".inferenceProfileArn",
    message =
        "inferenceProfileArn must be the ARN of an application inference profile, such as"
            + " arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/06vsfs68yb4g;"
            + " system-defined profiles cannot be adopted")
public record Adopt(
    @JsonPropertyDescription("ARN of the application inference profile to take over.")
        @Size(min = 1, max = 1011)
        @Nullable String inferenceProfileArn,
    @JsonPropertyDescription(
            "If true, a profile that is there under the name inferenceProfileName is taken over."
                + " Where there is none, one is created.")
        @Nullable Boolean matchingName,
    @JsonPropertyDescription(
            "If true, the profile is taken over even from another resource or cluster that owns"
                + " it. An event names the former owner.")
        @Nullable Boolean takeOver) {}
