package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A stable name for a profile that is replaced by another one when its model changes. */
@Group("bedrock-operator.io")
@Version("v1alpha1")
@Kind("InferenceProfileDeployment")
@Plural("inferenceprofiledeployments")
@Singular("inferenceprofiledeployment")
@ShortNames("aipd")
@Categories("bedrock")
@AdditionalPrinterColumn(
    name = "READY",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "AVAILABLE",
    jsonPath = ".status.conditions[?(@.type==\"Available\")].status")
@AdditionalPrinterColumn(name = "REVISION", jsonPath = ".status.currentRevision")
@AdditionalPrinterColumn(name = "MODEL", jsonPath = ".spec.template.spec.modelSource.copyFrom")
@AdditionalPrinterColumn(
    name = "AGE",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@JsonIgnoreProperties(ignoreUnknown = true)
public class InferenceProfileDeployment
    extends CustomResource<InferenceProfileDeploymentSpec, InferenceProfileDeploymentStatus>
    implements Namespaced {

  private static final long serialVersionUID = 1L;

  /** How many characters its name may have, since the names of its revisions are longer. */
  public static final int LONGEST_NAME = 200;

  /** How many revisions there may be at once; a new one waits until another may be removed. */
  public static final int MOST_REVISIONS = 32;
}
