package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the operator acts in the account, for which namespaces, and under which rules.
 *
 * @param unreadable the raw values, by name, of the fields that this version does not know, or
 *     cannot read in full; a spec that is not an object is under {@code spec}. Empty if every field
 *     could be read.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "self.accountId.matches(r'" + Patterns.ACCOUNT_ID + "')",
    fieldPath = ".accountId",
    message =
        "accountId must be the 12 digits of an AWS account, in quotation marks, such as"
            + " \"111122223333\"")
@ValidationRule(
    value = "self.accountId == oldSelf.accountId",
    fieldPath = ".accountId",
    message =
        "accountId is immutable: profiles cannot move to another account; create another"
            + " BedrockAccount instead")
@ValidationRule(
    value = "!has(self.roleArn) || self.roleArn.matches(r'" + Patterns.ROLE_ARN + "')",
    fieldPath = ".roleArn",
    message =
        "roleArn must be the ARN of an IAM role, such as"
            + " arn:aws:iam::111122223333:role/bedrock-operator")
@ValidationRule(
    value =
        "!has(self.roleArn) || self.roleArn.split(':').size() < 5 || self.roleArn.split(':')[4] =="
            + " self.accountId",
    fieldPath = ".roleArn",
    message = "roleArn must name a role of the account accountId; correct one of the two")
@ValidationRule(
    value = "!has(self.externalId) || self.externalId.matches(r'" + Patterns.EXTERNAL_ID + "')",
    fieldPath = ".externalId",
    message =
        "externalId must be 2 to 1224 ASCII letters, digits and _ + = , . @ : / - characters, such"
            + " as prod-eu/team-a; leave the field out to send none")
@ValidationRule(
    value =
        "!has(self.sessionTags) || self.sessionTags.all(key, key.size() >= 1 && key.size() <= "
            + Tag.LONGEST_KEY
            + " && key.matches(r'"
            + Patterns.TAG
            + "') && !key.trim().lowerAscii().startsWith('aws:') &&"
            + " self.sessionTags[key].matches(r'"
            + Patterns.TAG
            + "'))",
    fieldPath = ".sessionTags",
    message =
        "a session tag may have ASCII letters, digits, white space and . _ : / = + @ - only, at"
            + " most 128 in its key, which must not begin with aws:; correct it")
@ValidationRule(
    value =
        "!has(self.regions) || self.regions.all(region, region.matches(r'"
            + Patterns.REGION
            + "'))",
    fieldPath = ".regions",
    message = "regions must hold the codes of AWS Regions, such as us-east-1; correct them")
@ValidationRule(
    value =
        "!has(self.allowedSources) || self.allowedSources.all(source, source.matches(r'"
            + Patterns.SOURCE_GLOB
            + "'))",
    fieldPath = ".allowedSources",
    message =
        "allowedSources must hold ids of foundation models or inference profiles, in which * stands"
            + " for any characters, such as us.anthropic.*; an ARN is none")
@ValidationRule(
    value =
        "!has(self.tags) || !has(self.namespaceLabelsAsTags) ||"
            + " !self.namespaceLabelsAsTags.exists(each, self.tags.exists(tag, tag.key =="
            + " each.tag))",
    fieldPath = ".namespaceLabelsAsTags",
    message =
        "tags and namespaceLabelsAsTags both set a tag of the same key; leave it to one of them")
@ValidationRule(
    value =
        "!has(self.requiredTagKeys) || self.requiredTagKeys.all(key, key.matches(r'"
            + Patterns.TAG
            + "') && !key.trim().lowerAscii().startsWith('aws:') &&"
            + " !key.trim().lowerAscii().startsWith('bedrock-operator.io/'))",
    fieldPath = ".requiredTagKeys",
    message =
        "requiredTagKeys must hold keys that a tag may have: ASCII letters, digits, white space and"
            + " . _ : / = + @ - only, and neither aws: nor bedrock-operator.io/ at their beginning")
public record BedrockAccountSpec(
    @JsonPropertyDescription(
            "The 12 digits of the AWS account, in quotation marks. Cannot be changed.")
        @Required
        @Nullable String accountId,
    @JsonPropertyDescription(
            "ARN of the role of that account that the operator assumes. If absent, the operator"
                + " uses its own credentials, which must be of that account.")
        @Size(min = 20, max = 2048)
        @Nullable String roleArn,
    @JsonPropertyDescription(
            "The external id that the role's trust policy asks for: 2 to 1224 ASCII letters, digits"
                + " and _ + = , . @ : / - characters. Sent only when present. It is no secret, but"
                + " must differ from cluster to cluster; such as prod-eu/team-a.")
        @Size(min = SHORTEST_EXTERNAL_ID, max = LONGEST_EXTERNAL_ID)
        @Nullable String externalId,
    @JsonPropertyDescription(
            "Tags of the session, at most 50, for the trust policy and for CloudTrail. The"
                + " operator and the trust policy then need sts:TagSession.")
        @Nullable Map<String, String> sessionTags,
    @JsonPropertyDescription(
            "Whose profiles live in the account. If absent, nobody's: a namespace is served only"
                + " where an account allows it.")
        @Nullable AllowedNamespaces allowedNamespaces,
    @JsonPropertyDescription(
            "The Regions that new profiles may be created in, within what the operator itself may"
                + " use. If absent, all of those.")
        @Size(min = 1, max = 64)
        @Nullable List<String> regions,
    @JsonPropertyDescription(
            "What new profiles may be made from: ids of foundation models or system-defined"
                + " inference profiles, in which * stands for any characters, such as"
                + " us.anthropic.*. If absent, anything.")
        @Size(min = 1, max = 64)
        @Nullable List<String> allowedSources,
    @JsonPropertyDescription(
            "Tags that every profile of the account carries; a profile's own tags cannot override"
                + " them.")
        @Size(max = Tag.MOST_TAGS)
        @Nullable List<Tag> tags,
    @JsonPropertyDescription(
            "Labels of the namespace that every profile of it carries as tags; a profile's own tags"
                + " cannot override them.")
        @Size(max = Tag.MOST_TAGS)
        @Nullable List<NamespaceLabelAsTag> namespaceLabelsAsTags,
    @JsonPropertyDescription(
            "Keys of tags without which no profile is created, whether they come from the profile,"
                + " the account or the namespace.")
        @Size(max = Tag.MOST_TAGS)
        @Nullable List<String> requiredTagKeys,
    @JsonPropertyDescription(
            "How many profiles a namespace may have in the account; the oldest resources come"
                + " first. If absent, as many as the quota allows.")
        @Min(0)
        @Nullable Integer maxProfilesPerNamespace,
    @JsonPropertyDescription(
            "The account's service quota for application inference profiles, in each Region, to"
                + " warn when it is nearly used.")
        @Min(1)
        @Nullable Integer profileQuota,
    @JsonPropertyDescription(
            "If true, nothing is called in the account until it is false or absent again, not even"
                + " to delete.")
        @Nullable Boolean suspend,
    @JsonAnyGetter @SchemaFrom(type = void.class) Map<String, JsonNode> unreadable) {

  /** How few characters an external id may have (STS AssumeRole). */
  public static final int SHORTEST_EXTERNAL_ID = 2;

  /** How many characters an external id may have (STS AssumeRole). */
  public static final int LONGEST_EXTERNAL_ID = 1224;

  /** How many tags a session may have (STS AssumeRole). */
  public static final int MOST_SESSION_TAGS = 50;

  public BedrockAccountSpec {
    sessionTags = sessionTags == null ? null : Map.copyOf(sessionTags);
    regions = regions == null ? null : List.copyOf(regions);
    allowedSources = allowedSources == null ? null : List.copyOf(allowedSources);
    tags = tags == null ? null : List.copyOf(tags);
    namespaceLabelsAsTags =
        namespaceLabelsAsTags == null ? null : List.copyOf(namespaceLabelsAsTags);
    requiredTagKeys = requiredTagKeys == null ? null : List.copyOf(requiredTagKeys);
    unreadable = Collections.unmodifiableMap(new LinkedHashMap<>(unreadable));
  }

  // An informer stops at the first object that it cannot read, so reading must not fail.
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static BedrockAccountSpec read(JsonNode json) {
    var fields = Fields.exactly("spec", json);
    return new BedrockAccountSpec(
        fields.take("accountId", String.class),
        fields.take("roleArn", String.class),
        fields.take("externalId", String.class),
        fields.takeMap("sessionTags", String.class),
        fields.take("allowedNamespaces", AllowedNamespaces.class),
        fields.takeList("regions", String.class),
        fields.takeList("allowedSources", String.class),
        fields.takeList("tags", Tag.class),
        fields.takeList("namespaceLabelsAsTags", NamespaceLabelAsTag.class),
        fields.takeList("requiredTagKeys", String.class),
        fields.take("maxProfilesPerNamespace", Integer.class),
        fields.take("profileQuota", Integer.class),
        fields.take("suspend", Boolean.class),
        fields.rest());
  }
}
