package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A label of the namespace that its profiles carry as a tag. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.label.matches(r'" + Patterns.METADATA_KEY + "')",
    fieldPath = ".label",
    message = "label must be the key of a label, such as team or example.com/team")
@ValidationRule(
    value =
        "self.tag.matches(r'"
            + Patterns.TAG
            + "') && !self.tag.trim().lowerAscii().startsWith('aws:') &&"
            + " !self.tag.trim().lowerAscii().startsWith('bedrock-operator.io/')",
    fieldPath = ".tag",
    message =
        "tag must be a key that a tag may have: ASCII letters, digits, white space and . _ : / = +"
            + " @ - only, and neither aws: nor bedrock-operator.io/ at its beginning")
public record NamespaceLabelAsTag(
    @JsonPropertyDescription("Key of the label. A namespace without it adds no tag.")
        @Required
        @Size(min = 1, max = 316)
        @Nullable String label,
    @JsonPropertyDescription("Key of the tag, whose value is that of the label.")
        @Required
        @Size(min = 1, max = Tag.LONGEST_KEY)
        @Nullable String tag) {}
