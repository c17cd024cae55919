package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A model in one Region that a profile routes requests to. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileModel(
    @JsonPropertyDescription("ARN of the model.") @Nullable String modelArn,
    @JsonPropertyDescription(
            "Where the model is in its life, in the words of Bedrock: ACTIVE or LEGACY; absent "
                + "while that is not known.")
        @Nullable String lifecycle,
    @JsonPropertyDescription(
            "From when on the model cannot be used any more; absent while Bedrock has not said so.")
        @Nullable String endOfLifeTime) {

  /** Returns a model whose lifecycle is not known. */
  public static ProfileModel of(String modelArn) {
    return new ProfileModel(modelArn, null, null);
  }
}
