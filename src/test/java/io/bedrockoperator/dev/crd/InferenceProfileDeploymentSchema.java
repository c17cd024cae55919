package io.bedrockoperator.dev.crd;

import static io.bedrockoperator.dev.crd.SchemaEdits.completeConditions;
import static io.bedrockoperator.dev.crd.SchemaEdits.field;
import static io.bedrockoperator.dev.crd.SchemaEdits.items;
import static io.bedrockoperator.dev.crd.SchemaEdits.mapBy;

import io.bedrockoperator.api.InferenceProfileDeployment;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.List;
import java.util.stream.Stream;

/** What the annotations leave out of the schema of an InferenceProfileDeployment. */
final class InferenceProfileDeploymentSchema {

  private InferenceProfileDeploymentSchema() {}

  static void complete(JSONSchemaProps root) {
    root.setDescription(
        "A name that stays while the application inference profile behind it is replaced by one of"
            + " another model.");
    root.setXKubernetesValidations(
        List.of(
            new ValidationRuleBuilder()
                .withRule(
                    "self.metadata.name.size() <= %d"
                        .formatted(InferenceProfileDeployment.LONGEST_NAME))
                .withMessage(
                    "metadata.name may have at most %d characters, since those of its revisions are"
                            .formatted(InferenceProfileDeployment.LONGEST_NAME)
                        + " longer; choose a shorter name")
                .build()));
    completeSpec(field(root, "spec"));
    completeStatus(field(root, "status"));
  }

  private static void completeSpec(JSONSchemaProps spec) {
    spec.setDescription("The profile to have behind the name, and what is kept of earlier ones.");
    Stream.of("revisionHistoryLimit", "revisionRetentionSeconds")
        .forEach(count -> field(spec, count).setFormat("int32"));
    InferenceProfileSchema.completePublish(field(field(spec, "publish"), "configMap"));
    var template = field(spec, "template");
    InferenceProfileSchema.completeProfile(field(template, "spec"));
    InferenceProfileSchema.completeMetadata(field(template, "metadata"));
  }

  private static void completeStatus(JSONSchemaProps status) {
    status.setDescription("The profile behind the name; written by the operator.");
    completeConditions(field(status, "conditions"));
    InferenceProfileSchema.completeModels(field(status, "models"));
    var revisions = field(status, "revisions");
    mapBy("name", revisions);
    revisions.setMaxItems((long) InferenceProfileDeployment.MOST_REVISIONS);
    field(items(revisions), "lastCurrentAt").setFormat("date-time");
  }
}
