package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The profile of the deployment, and which earlier revisions it keeps.
 *
 * @param unreadable the raw values, by name, of the fields that this version does not know, or
 *     cannot read in full, as in an {@link InferenceProfileSpec}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InferenceProfileDeploymentSpec(
    @JsonPropertyDescription("How many earlier revisions stay for a rollback. If absent, 1.")
        @Min(0)
        @Max(MOST_HISTORY)
        @Nullable Integer revisionHistoryLimit,
    @JsonPropertyDescription(
            "For how many seconds each earlier revision stays at least after it was last current,"
                + " since pods may still hold its ARN. If absent, 3600.")
        @Min(0)
        @Max(LONGEST_RETENTION)
        @Nullable Integer revisionRetentionSeconds,
    @JsonPropertyDescription(
            "If true, no revision is made and none removed until it is false or absent again.")
        @Nullable Boolean paused,
    @JsonPropertyDescription("The InferenceProfile to have.") @Required
        @Nullable InferenceProfileTemplate template,
    @JsonPropertyDescription(
            "Hands the current profile to applications: a ConfigMap with its ARN, and with what"
                + " they have to know of the model behind it.")
        @Nullable Publish publish,
    @JsonAnyGetter @SchemaFrom(type = void.class) Map<String, JsonNode> unreadable) {

  /** The largest {@code revisionHistoryLimit}. */
  public static final int MOST_HISTORY = 10;

  /** The largest {@code revisionRetentionSeconds}: thirty days. */
  public static final int LONGEST_RETENTION = 2_592_000;

  public InferenceProfileDeploymentSpec {
    unreadable = Collections.unmodifiableMap(new LinkedHashMap<>(unreadable));
  }

  // An informer stops at the first object that it cannot read, so reading must not fail.
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static InferenceProfileDeploymentSpec read(JsonNode json) {
    var fields = Fields.exactly("spec", json);
    return new InferenceProfileDeploymentSpec(
        fields.take("revisionHistoryLimit", Integer.class),
        fields.take("revisionRetentionSeconds", Integer.class),
        fields.take("paused", Boolean.class),
        fields.take("template", InferenceProfileTemplate.class),
        fields.take("publish", Publish.class),
        fields.rest());
  }
}
