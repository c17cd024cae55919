package io.bedrockoperator.dev.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.PublishConfigMap;
import io.bedrockoperator.api.PublishMetadata;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CustomResourceInfo;
import io.fabric8.crdv2.generator.ResolvingContext;
import io.fabric8.crdv2.generator.v1.CustomResourceHandler;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes the CRD. What annotations can say is said on the types; the rest is added here. */
public final class GenerateCrd {

  public static final Path FILE = Path.of("crds", "inferenceprofiles.bedrock-operator.io.yaml");

  /** Helm reads no file outside of its chart. */
  public static final Path CHART_FILE =
      Path.of("helm", "files").resolve(Objects.requireNonNull(FILE.getFileName()));

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

  private GenerateCrd() {}

  public static void main(String[] args) throws IOException {
    for (var file : List.of(FILE, CHART_FILE)) {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, yaml());
    }
  }

  public static String yaml() throws IOException {
    return HEADER + YAML.writeValueAsString(crd());
  }

  public static CustomResourceDefinition crd() {
    var handler = new CustomResourceHandler();
    handler.handle(
        CustomResourceInfo.fromClass(InferenceProfile.class),
        ResolvingContext.defaultResolvingContext(false));
    var crd = (CustomResourceDefinition) handler.finish().findFirst().orElseThrow().getKey();
    crd.getSpec().getNames().setListKind(crd.getSpec().getNames().getKind() + "List");

    var version = crd.getSpec().getVersions().getFirst();
    order(version.getAdditionalPrinterColumns());
    var root = version.getSchema().getOpenAPIV3Schema();
    root.setDescription("An Amazon Bedrock application inference profile.");
    root.setRequired(List.of("spec"));
    completeSpec(field(root, "spec"));
    completeStatus(field(root, "status"));
    return crd;
  }

  private static void order(List<CustomResourceColumnDefinition> columns) {
    // The generator sorts them by JSON path.
    var names =
        Stream.of(InferenceProfile.class.getAnnotationsByType(AdditionalPrinterColumn.class))
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

  private static void completeSpec(JSONSchemaProps spec) {
    spec.setDescription("The profile to have in Amazon Bedrock, and how to treat it.");
    mapBy("key", field(spec, "tags"));
    completePublish(field(field(spec, "publish"), "configMap"));
    values(field(spec, "deletionPolicy"), "Delete", "Retain");
    values(field(spec, "recreatePolicy"), "Recreate", "Never");
    values(field(spec, "managementPolicy"), "Full", "Observe");
  }

  /** Of maps, no annotation says anything. */
  private static void completePublish(JSONSchemaProps configMap) {
    var data = field(configMap, "data");
    data.setMaxProperties((long) PublishConfigMap.MOST_KEYS);
    var template = value(data, PublishConfigMap.LONGEST_TEMPLATE);
    template.setXKubernetesValidations(
        List.of(
            new ValidationRuleBuilder()
                .withRule(PublishConfigMap.TEMPLATE_RULE)
                .withMessage(PublishConfigMap.TEMPLATE_MESSAGE)
                .build()));
    var labels = field(field(configMap, "metadata"), "labels");
    labels.setMaxProperties((long) PublishMetadata.MOST_KEYS);
    value(labels, PublishMetadata.LONGEST_LABEL);
    var annotations = field(field(configMap, "metadata"), "annotations");
    annotations.setMaxProperties((long) PublishMetadata.MOST_KEYS);
    value(annotations, PublishMetadata.LONGEST_ANNOTATION);
  }

  private static JSONSchemaProps value(JSONSchemaProps map, int longest) {
    var value = map.getAdditionalProperties().getSchema();
    value.setMaxLength((long) longest);
    return value;
  }

  private static void completeStatus(JSONSchemaProps status) {
    status.setDescription("The profile as it is in Amazon Bedrock; written by the operator.");
    // Without any status, kstatus would call a new resource Current before it was looked at.
    status.setDefault(JsonNodeFactory.instance.objectNode().put("observedGeneration", NEVER_SEEN));
    field(status, "observedGeneration").setFormat("int64");
    field(status, "createdAt").setFormat("date-time");
    field(field(status, "error"), "httpStatusCode").setFormat("int32");
    mapBy("type", field(status, "conditions"));
    var condition = field(status, "conditions").getItems().getSchema();
    values(field(condition, "status"), "True", "False", "Unknown");
    field(condition, "observedGeneration").setFormat("int64");
    field(condition, "lastTransitionTime").setFormat("date-time");
  }

  private static JSONSchemaProps field(JSONSchemaProps schema, String name) {
    return Objects.requireNonNull(schema.getProperties().get(name), name);
  }

  private static void mapBy(String key, JSONSchemaProps list) {
    list.setXKubernetesListType("map");
    list.setXKubernetesListMapKeys(List.of(key));
  }

  private static void values(JSONSchemaProps text, String... values) {
    text.setEnum(Stream.of(values).<JsonNode>map(TextNode::valueOf).toList());
  }
}
