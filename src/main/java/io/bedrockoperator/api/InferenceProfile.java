package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** An Amazon Bedrock application inference profile, owned through Kubernetes. */
@Group("bedrock-operator.io")
@Version("v1alpha1")
@Kind("InferenceProfile")
@Plural("inferenceprofiles")
@Singular("inferenceprofile")
@ShortNames("aip")
@Categories("bedrock")
@JsonIgnoreProperties(ignoreUnknown = true)
public class InferenceProfile extends CustomResource<InferenceProfileSpec, InferenceProfileStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
