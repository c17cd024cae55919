package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * One tag of the profile in AWS. No key may look like one of the operator's own, even to a reader
 * that compares keys less strictly, such as a policy that ignores case.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.key.matches(r'" + Patterns.TAG + "')",
    fieldPath = ".key",
    message =
        "a tag key may have ASCII letters, digits, white space and . _ : / = + @ - only; replace"
            + " the other characters")
@ValidationRule(
    value = "self.value.matches(r'" + Patterns.TAG + "')",
    fieldPath = ".value",
    message =
        "a tag value may have ASCII letters, digits, white space and . _ : / = + @ - only; replace"
            + " the other characters")
@ValidationRule(
    value = "!self.key.trim().lowerAscii().startsWith('aws:')",
    fieldPath = ".key",
    message = "tag keys that begin with aws: are reserved by AWS; choose another key")
@ValidationRule(
    value = "!self.key.trim().lowerAscii().startsWith('bedrock-operator.io/')",
    fieldPath = ".key",
    message =
        "tag keys that begin with bedrock-operator.io/ are kept for the operator; choose another"
            + " key")
public record Tag(
    @JsonPropertyDescription(
            "1 to 128 ASCII letters, digits, white space and . _ : / = + @ - characters. Must "
                + "begin neither with aws: nor with bedrock-operator.io/.")
        @Required
        @Size(min = 1, max = LONGEST_KEY)
        @Nullable String key,
    @JsonPropertyDescription(
            "0 to 256 ASCII letters, digits, white space and . _ : / = + @ - characters.")
        @Required
        @Size(max = LONGEST_VALUE)
        @Nullable String value) {

  /** How many characters a key may have. */
  public static final int LONGEST_KEY = 128;

  /** How many characters a value may have. */
  public static final int LONGEST_VALUE = 256;

  /** How many tags there may be beside the operator's own. */
  public static final int MOST_TAGS = 46;
}
