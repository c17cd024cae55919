package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request of CreateInferenceProfile, and the operator's own knobs. Policies are plain text
 * here, while the CRD has an enum: a newer CRD may allow a value that this operator does not know.
 *
 * @param unreadable the fields that this version does not know, or whose value, in any part, is not
 *     what it knows, raw by name (a spec that is no object at all: under {@code spec}). They are
 *     written back as they were read, so a copy loses nothing. Empty when all is well.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InferenceProfileSpec(
    @Nullable String inferenceProfileName,
    @Nullable String description,
    @Nullable ModelSource modelSource,
    @Nullable List<Tag> tags,
    @Nullable String deletionPolicy,
    @Nullable String recreatePolicy,
    @Nullable String managementPolicy,
    @Nullable Boolean suspend,
    @Nullable Adopt adopt,
    @JsonAnyGetter Map<String, JsonNode> unreadable) {

  public InferenceProfileSpec {
    tags = tags == null ? null : List.copyOf(tags);
    unreadable = Collections.unmodifiableMap(new LinkedHashMap<>(unreadable));
  }

  // An informer stops at the first object that it cannot read: there must be none.
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
        fields.rest());
  }
}
