package io.bedrockoperator.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** An AWS account, the role to use in it, and the namespaces whose profiles live there. */
@Group("bedrock-operator.io")
@Version("v1alpha1")
@Kind("BedrockAccount")
@Plural("bedrockaccounts")
@Singular("bedrockaccount")
@ShortNames("bacc")
@Categories("bedrock")
@AdditionalPrinterColumn(
    name = "READY",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "ACCOUNT", jsonPath = ".spec.accountId")
@AdditionalPrinterColumn(
    name = "NAMESPACES",
    jsonPath = ".status.namespaces",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "PROFILES",
    jsonPath = ".status.profiles",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "AGE",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@JsonIgnoreProperties(ignoreUnknown = true)
public class BedrockAccount extends CustomResource<BedrockAccountSpec, BedrockAccountStatus> {
  private static final long serialVersionUID = 1L;

  /** While it is set, profiles may be pinned to the account, and its credentials are needed. */
  public static final String FINALIZER = "bedrock-operator.io/bedrock-account";
}
