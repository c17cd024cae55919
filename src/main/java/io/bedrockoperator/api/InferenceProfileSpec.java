package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of CreateInferenceProfile, and settings of the operator. Policies are strings
 * here, while the CRD has enums: a newer CRD may allow a value that this version does not know.
 *
 * @param unreadable the raw values, by name, of the fields that this version does not know, or
 *     cannot read in full; a spec that is not an object is under {@code spec}. They are written
 *     back unchanged, so a copy loses nothing. Empty if every field could be read.
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
@ValidationRule(
    value = "self.inferenceProfileName == oldSelf.inferenceProfileName",
    fieldPath = ".inferenceProfileName",
    message =
        "inferenceProfileName is immutable: Bedrock cannot rename a profile; create a new resource"
            + " instead")
@ValidationRule(
    value =
        "has(self.description) == has(oldSelf.description) && (!has(self.description) ||"
            + " self.description == oldSelf.description)",
    fieldPath = ".description",
    message =
        "description is immutable, and can be neither added nor removed: Bedrock cannot describe a"
            + " profile anew; create a new resource with another inferenceProfileName instead")
@ValidationRule(
    value = "self.modelSource == oldSelf.modelSource",
    fieldPath = ".modelSource",
    message =
        "modelSource is immutable: Bedrock cannot copy another model into a profile; create a new"
            + " resource with another inferenceProfileName instead")
public record InferenceProfileSpec(
    @JsonPropertyDescription(
            "Name of the profile in Bedrock: 1 to 64 ASCII letters and digits, each followed "
                + "by at most one space, underscore or hyphen. Cannot be changed.")
        @Required
        @Size(min = 1, max = 64)
        @Nullable String inferenceProfileName,
    @JsonPropertyDescription(
            "What the profile is for: 1 to 200 ASCII letters, digits, colons and dots, each"
                + " followed by at most one space, underscore or hyphen. Cannot be changed, added"
                + " or removed later.")
        @Size(min = 1, max = 200)
        @Nullable String description,
    @JsonPropertyDescription("What the profile routes requests to. Cannot be changed.") @Required
        @Nullable ModelSource modelSource,
    @JsonPropertyDescription(ProfileRules.TAGS_DESCRIPTION) @Size(max = Tag.MOST_TAGS)
        @Nullable List<Tag> tags,
    @JsonPropertyDescription(
            "What becomes of the profile in Bedrock when this resource is deleted: Delete it or"
                + " Retain it. If absent, a profile that the operator created is deleted, and one"
                + " that it adopted is retained.")
        @Nullable String deletionPolicy,
    @JsonPropertyDescription(
            "What to do when the profile was deleted outside Kubernetes: Recreate it, with a "
                + "new ARN, or Never, and report the loss. If absent, Recreate.")
        @Nullable String recreatePolicy,
    @JsonPropertyDescription(
            "Full, to create, tag and delete the profile; Observe, to report on it only and "
                + "never to write to AWS. If absent, Full.")
        @Nullable String managementPolicy,
    @JsonPropertyDescription(
            "If true, nothing is done for this resource, here or in AWS, until it is false or "
                + "absent again.")
        @Nullable Boolean suspend,
    @JsonPropertyDescription(
            "An existing profile to take over instead of creating one. Only where the "
                + "platform team allows adoption.")
        @Nullable Adopt adopt,
    @JsonPropertyDescription(
            "The BedrockAccount that the profile is to live in, one that allows this namespace. If"
                + " absent, the one that allows the namespace most specifically; where there is no"
                + " BedrockAccount at all, the operator's own account. Cannot be changed once the"
                + " profile may exist.")
        @Nullable AccountRef accountRef,
    @JsonPropertyDescription(
            "Hands the profile to applications: a ConfigMap with its ARN, and with what they "
                + "have to know of the model behind it.")
        @Nullable Publish publish,
    @JsonAnyGetter @SchemaFrom(type = void.class) Map<String, JsonNode> unreadable) {

  /** The {@code deletionPolicy} that deletes the profile with its resource. */
  public static final String DELETE = "Delete";

  public InferenceProfileSpec {
    tags = tags == null ? null : List.copyOf(tags);
    unreadable = Collections.unmodifiableMap(new LinkedHashMap<>(unreadable));
  }

  // An informer stops at the first object that it cannot read, so reading must not fail.
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static InferenceProfileSpec read(JsonNode json) {
    var fields = Fields.exactly("spec", json);
    return new InferenceProfileSpec(
        fields.take("inferenceProfileName", String.class),
        fields.take("description", String.class),
        fields.take("modelSource", ModelSource.class),
        fields.takeList("tags", Tag.class),
        fields.take("deletionPolicy", String.class),
        fields.take("recreatePolicy", String.class),
        fields.take("managementPolicy", String.class),
        fields.take("suspend", Boolean.class),
        fields.take("adopt", Adopt.class),
        fields.take("accountRef", AccountRef.class),
        fields.take("publish", Publish.class),
        fields.rest());
  }
}
