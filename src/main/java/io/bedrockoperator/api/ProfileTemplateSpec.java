package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the spec of an InferenceProfile that a deployment can set. All of them may change:
 * a change that Bedrock cannot make to a profile creates another revision.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = ProfileRules.NAME,
    fieldPath = ".inferenceProfileName",
    message = ProfileRules.NAME_MESSAGE)
@ValidationRule(
    value = ProfileRules.DESCRIPTION,
    fieldPath = ".description",
    message = ProfileRules.DESCRIPTION_MESSAGE)
public record ProfileTemplateSpec(
    @JsonPropertyDescription(
            "Name of the profiles in Bedrock, cut to 53 characters and followed by a hyphen and"
                + " the 10 characters of the revision: 1 to 64 ASCII letters and digits, each"
                + " followed by at most one space, underscore or hyphen. A change makes a new"
                + " revision.")
        @Required
        @Size(min = 1, max = 64)
        @Nullable String inferenceProfileName,
    @JsonPropertyDescription(
            "What the profile is for: 1 to 200 ASCII letters, digits, colons and dots, each"
                + " followed by at most one space, underscore or hyphen. A change makes a new"
                + " revision.")
        @Size(min = 1, max = 200)
        @Nullable String description,
    @JsonPropertyDescription("What the profile routes requests to. A change makes a new revision.")
        @Required
        @Nullable ModelSource modelSource,
    @JsonPropertyDescription(ProfileRules.TAGS_DESCRIPTION) @Size(max = Tag.MOST_TAGS)
        @Nullable List<Tag> tags,
    @JsonPropertyDescription(
            "What becomes of a revision's profile in Bedrock when the revision goes: Delete it or"
                + " Retain it, which leaves one profile behind for each change of the model. If"
                + " absent, Delete.")
        @Nullable String deletionPolicy,
    @JsonPropertyDescription(
            "What to do when a profile was deleted outside Kubernetes: Recreate it, with a "
                + "new ARN, or Never, and report the loss. If absent, Recreate.")
        @Nullable String recreatePolicy,
    @JsonPropertyDescription(
            "The BedrockAccount that the profiles are to live in, one that allows this namespace."
                + " If absent, the one that allows the namespace most specifically; where there is"
                + " no BedrockAccount at all, the operator's own account. A change makes a new"
                + " revision.")
        @Nullable AccountRef accountRef) {

  public ProfileTemplateSpec {
    tags = tags == null ? null : List.copyOf(tags);
  }
}
