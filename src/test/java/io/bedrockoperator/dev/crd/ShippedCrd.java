package io.bedrockoperator.dev.crd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CustomResourceInfo;
import io.fabric8.crdv2.generator.ResolvingContext;
import io.fabric8.crdv2.generator.v1.CustomResourceHandler;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The CRD of each kind. What annotations can say is said on the types; the rest is added here, and
 * by the classes named after the schemas.
 */
public enum ShippedCrd {
  INFERENCE_PROFILE(InferenceProfile.class),
  BEDROCK_ACCOUNT(BedrockAccount.class),
  INFERENCE_PROFILE_DEPLOYMENT(InferenceProfileDeployment.class);

  private static final String HEADER =
      "# Generated from the types in io.bedrockoperator.api by mvn -Pcrd; do not edit.\n";

  // The generator's own writer leaves True and False unquoted, which YAML 1.1 reads as booleans.
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .build();

  private static final int NEVER_SEEN = -1;

  private final Class<? extends CustomResource<?, ?>> type;

  ShippedCrd(Class<? extends CustomResource<?, ?>> type) {
    this.type = type;
  }

  public Path file() {
    return Path.of("crds", fileName());
  }

  /** Helm reads no file outside of its chart. */
  public Path chartFile() {
    return Path.of("helm", "files", fileName());
  }

  private String fileName() {
    return fullName() + ".yaml";
  }

  /** What the API server calls it. */
  public String fullName() {
    return HasMetadata.getFullResourceName(type);
  }

  public String yaml() throws IOException {
    return HEADER + YAML.writeValueAsString(definition());
  }

  public CustomResourceDefinition definition() {
    var handler = new CustomResourceHandler();
    handler.handle(
        CustomResourceInfo.fromClass(type), ResolvingContext.defaultResolvingContext(false));
    var crd = (CustomResourceDefinition) handler.finish().findFirst().orElseThrow().getKey();
    crd.getSpec().getNames().setListKind(crd.getSpec().getNames().getKind() + "List");

    var version = crd.getSpec().getVersions().getFirst();
    order(version.getAdditionalPrinterColumns());
    var root = version.getSchema().getOpenAPIV3Schema();
    root.setRequired(List.of("spec"));
    var status = SchemaEdits.field(root, "status");
    // Without any status, kstatus would call a new resource Current before it was looked at.
    status.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", NEVER_SEEN));
    SchemaEdits.field(status, "observedGeneration").setFormat("int64");
    switch (this) {
      case INFERENCE_PROFILE -> InferenceProfileSchema.complete(root);
      case BEDROCK_ACCOUNT -> BedrockAccountSchema.complete(root);
      case INFERENCE_PROFILE_DEPLOYMENT -> InferenceProfileDeploymentSchema.complete(root);
    }
    return crd;
  }

  private void order(List<CustomResourceColumnDefinition> columns) {
    // The generator sorts them by JSON path.
    var names =
        Stream.of(type.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    columns.sort(Comparator.comparingInt(column -> names.indexOf(column.getName())));
    for (var column : columns) {
      // The API server drops a zero: with it the file and the cluster would differ for ever.
      if (column.getPriority() == 0) {
        column.setPriority(null);
      }
    }
  }
}
