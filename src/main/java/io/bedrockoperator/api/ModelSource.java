package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What a profile is made from: a foundation model, or a system-defined inference profile. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.copyFrom.matches(r'" + Patterns.COPY_FROM + "')",
    fieldPath = ".copyFrom",
    message =
        "copyFrom must be the ARN of a Bedrock foundation model or of a system-defined inference"
            + " profile, such as arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"
            + " or arn:aws:bedrock:us-east-1::inference-profile/us.amazon.nova-lite-v1:0")
public record ModelSource(
    @JsonPropertyDescription(
            "ARN of a foundation model, for one Region, or of a system-defined inference profile,"
                + " for all of its Regions. The profile is created in the Region that it names,"
                + " else in that of the operator.")
        @Required
        @Size(min = 1, max = 2048)
        @Nullable String copyFrom) {}
