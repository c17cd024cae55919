package io.bedrockoperator.dev.crd;

import static io.bedrockoperator.dev.crd.SchemaEdits.bound;
import static io.bedrockoperator.dev.crd.SchemaEdits.completeConditions;
import static io.bedrockoperator.dev.crd.SchemaEdits.distinct;
import static io.bedrockoperator.dev.crd.SchemaEdits.field;
import static io.bedrockoperator.dev.crd.SchemaEdits.items;
import static io.bedrockoperator.dev.crd.SchemaEdits.mapBy;

import io.bedrockoperator.api.BedrockAccountSpec;
import io.bedrockoperator.api.LabelRequirement;
import io.bedrockoperator.api.NamespaceSelector;
import io.bedrockoperator.api.PublishMetadata;
import io.bedrockoperator.api.Tag;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.stream.Stream;

/** What the annotations leave out of the schema of a BedrockAccount. */
final class BedrockAccountSchema {

  private static final int LONGEST_NAMESPACE_NAME = 63;
  private static final int LONGEST_REGION = 20;
  private static final int LONGEST_SOURCE = 256;

  private BedrockAccountSchema() {}

  static void complete(JSONSchemaProps root) {
    root.setDescription(
        "An AWS account, the role that the operator assumes there, and whose profiles live in it.");
    completeSpec(field(root, "spec"));
    completeStatus(field(root, "status"));
  }

  private static void completeSpec(JSONSchemaProps spec) {
    spec.setDescription("How to act in the account, for whom, and under which rules.");
    bound(field(spec, "sessionTags"), BedrockAccountSpec.MOST_SESSION_TAGS, Tag.LONGEST_VALUE);
    distinct(field(spec, "regions"), LONGEST_REGION);
    distinct(field(spec, "allowedSources"), LONGEST_SOURCE);
    mapBy("key", field(spec, "tags"));
    mapBy("tag", field(spec, "namespaceLabelsAsTags"));
    distinct(field(spec, "requiredTagKeys"), Tag.LONGEST_KEY);
    items(field(spec, "requiredTagKeys")).setMinLength(1L);
    Stream.of("maxProfilesPerNamespace", "profileQuota")
        .forEach(count -> field(spec, count).setFormat("int32"));
    completeNamespaces(field(spec, "allowedNamespaces"));
  }

  private static void completeNamespaces(JSONSchemaProps namespaces) {
    distinct(field(namespaces, "names"), LONGEST_NAMESPACE_NAME);
    var selector = field(namespaces, "selector");
    bound(
        field(selector, "matchLabels"),
        NamespaceSelector.MOST_REQUIREMENTS,
        PublishMetadata.LONGEST_LABEL);
    var requirement = items(field(selector, "matchExpressions"));
    SchemaEdits.values(
        field(requirement, "operator"), LabelRequirement.OPERATORS.toArray(String[]::new));
    distinct(field(requirement, "values"), PublishMetadata.LONGEST_LABEL);
  }

  private static void completeStatus(JSONSchemaProps status) {
    status.setDescription("The account as the operator uses it; written by the operator.");
    completeConditions(field(status, "conditions"));
    mapBy("region", field(status, "regions"));
    var region = items(field(status, "regions"));
    Stream.of(
            field(status, "namespaces"),
            field(status, "profiles"),
            field(region, "profiles"),
            field(region, "quota"))
        .forEach(count -> count.setFormat("int32"));
  }
}
