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

/** An Amazon Bedrock application inference profile, managed through Kubernetes. */
@Group("bedrock-operator.io")
@Version("v1alpha1")
@Kind("InferenceProfile")
@Plural("inferenceprofiles")
@Singular("inferenceprofile")
@ShortNames("aip")
@Categories("bedrock")
@AdditionalPrinterColumn(
    name = "READY",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "REASON",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "STATUS", jsonPath = ".status.status")
@AdditionalPrinterColumn(name = "PROFILE-ID", jsonPath = ".status.inferenceProfileId")
@AdditionalPrinterColumn(
    name = "AGE",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "ARN", jsonPath = ".status.inferenceProfileArn", priority = 1)
@AdditionalPrinterColumn(name = "MODEL", jsonPath = ".spec.modelSource.copyFrom", priority = 1)
@AdditionalPrinterColumn(name = "REGION", jsonPath = ".status.region", priority = 1)
@AdditionalPrinterColumn(
    name = "MESSAGE",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
    priority = 1)
@JsonIgnoreProperties(ignoreUnknown = true)
public class InferenceProfile extends CustomResource<InferenceProfileSpec, InferenceProfileStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  /** While it is set, a create may have been sent, so a deletion has to deal with the profile. */
  public static final String FINALIZER = "bedrock-operator.io/inference-profile";
}
