package io.bedrockoperator.dev.crd;

import static io.bedrockoperator.dev.crd.SchemaEdits.bound;
import static io.bedrockoperator.dev.crd.SchemaEdits.completeConditions;
import static io.bedrockoperator.dev.crd.SchemaEdits.field;
import static io.bedrockoperator.dev.crd.SchemaEdits.mapBy;

import io.bedrockoperator.api.PublishConfigMap;
import io.bedrockoperator.api.PublishMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.List;

/** What the annotations leave out of the schema of an InferenceProfile. */
final class InferenceProfileSchema {

  private InferenceProfileSchema() {}

  static void complete(JSONSchemaProps root) {
    root.setDescription("An Amazon Bedrock application inference profile.");
    completeSpec(field(root, "spec"));
    completeStatus(field(root, "status"));
  }

  private static void completeSpec(JSONSchemaProps spec) {
    spec.setDescription("The profile to have in Amazon Bedrock, and how to treat it.");
    completeProfile(spec);
    completePublish(field(field(spec, "publish"), "configMap"));
    SchemaEdits.values(field(spec, "managementPolicy"), "Full", "Observe");
  }

  /** What a template has, too. */
  static void completeProfile(JSONSchemaProps spec) {
    mapBy("key", field(spec, "tags"));
    SchemaEdits.values(field(spec, "deletionPolicy"), "Delete", "Retain");
    SchemaEdits.values(field(spec, "recreatePolicy"), "Recreate", "Never");
  }

  static void completePublish(JSONSchemaProps configMap) {
    bound(field(configMap, "data"), PublishConfigMap.MOST_KEYS, PublishConfigMap.LONGEST_TEMPLATE)
        .setXKubernetesValidations(
            List.of(
                new ValidationRuleBuilder()
                    .withRule(PublishConfigMap.TEMPLATE_RULE)
                    .withMessage(PublishConfigMap.TEMPLATE_MESSAGE)
                    .build()));
    completeMetadata(field(configMap, "metadata"));
  }

  static void completeMetadata(JSONSchemaProps metadata) {
    bound(field(metadata, "labels"), PublishMetadata.MOST_KEYS, PublishMetadata.LONGEST_LABEL);
    bound(
        field(metadata, "annotations"),
        PublishMetadata.MOST_KEYS,
        PublishMetadata.LONGEST_ANNOTATION);
  }

  private static void completeStatus(JSONSchemaProps status) {
    status.setDescription("The profile as it is in Amazon Bedrock; written by the operator.");
    field(status, "createdAt").setFormat("date-time");
    completeModels(field(status, "models"));
    field(field(status, "error"), "httpStatusCode").setFormat("int32");
    completeConditions(field(status, "conditions"));
  }

  static void completeModels(JSONSchemaProps models) {
    field(SchemaEdits.items(models), "endOfLifeTime").setFormat("date-time");
  }
}
