package io.bedrockoperator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.crd.ShippedCrd;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratedCrdTest {

  @ParameterizedTest
  @EnumSource(ShippedCrd.class)
  void isTheOneThatIsCommitted(ShippedCrd crd) throws Exception {
    for (var file : List.of(crd.file(), crd.chartFile())) {
      assertThat(Files.readString(file))
          .as("%s is not what the types in io.bedrockoperator.api make: run mvn -Pcrd", file)
          .isEqualTo(crd.yaml());
    }
  }

  /** What is not described here, {@code kubectl explain} cannot explain. */
  @ParameterizedTest
  @EnumSource(ShippedCrd.class)
  void describesEveryField(ShippedCrd crd) {
    var schema = crd.definition().getSpec().getVersions().getFirst().getSchema();

    assertThat(undescribed("", schema.getOpenAPIV3Schema())).isEmpty();
  }

  @Test
  void theAccountsBelongToTheClusterAndSayWhatTheyServe() {
    var spec = ShippedCrd.BEDROCK_ACCOUNT.definition().getSpec();

    assertThat(spec.getScope()).isEqualTo("Cluster");
    assertThat(spec.getNames().getShortNames()).containsExactly("bacc");
    assertThat(spec.getNames().getCategories()).containsExactly("bedrock");
    assertThat(spec.getVersions().getFirst().getAdditionalPrinterColumns())
        .extracting(CustomResourceColumnDefinition::getName)
        .containsExactly("READY", "ACCOUNT", "NAMESPACES", "PROFILES", "AGE");
  }

  @Test
  void theDeploymentsSayWhichRevisionIsCurrent() {
    var spec = ShippedCrd.INFERENCE_PROFILE_DEPLOYMENT.definition().getSpec();

    assertThat(spec.getScope()).isEqualTo("Namespaced");
    assertThat(spec.getNames().getShortNames()).containsExactly("aipd");
    assertThat(spec.getNames().getCategories()).containsExactly("bedrock");
    assertThat(spec.getVersions().getFirst().getAdditionalPrinterColumns())
        .extracting(CustomResourceColumnDefinition::getName)
        .containsExactly("READY", "AVAILABLE", "REVISION", "MODEL", "AGE");
  }

  /** A field that a profile gets later is not in a template, until somebody says so here. */
  @Test
  void aTemplateHasWhatAProfileHasThatIsToBeReplaced() {
    assertThat(specOf(ShippedCrd.INFERENCE_PROFILE).keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    template().keySet().stream(),
                    Stream.of("adopt", "publish", "suspend", "managementPolicy"))
                .toList());
  }

  /** The template may change where a profile may not. */
  @Test
  void aTemplateHasTheRulesOfAProfileButThoseOfChanges() {
    var rules =
        field(
                field(specOf(ShippedCrd.INFERENCE_PROFILE_DEPLOYMENT), "template").getProperties(),
                "spec")
            .getXKubernetesValidations();

    assertThat(rules)
        .containsExactlyElementsOf(
            field(schemaOf(ShippedCrd.INFERENCE_PROFILE).getProperties(), "spec")
                .getXKubernetesValidations()
                .stream()
                .filter(rule -> !rule.getRule().contains("oldSelf"))
                .toList());
  }

  private static Map<String, JSONSchemaProps> template() {
    var template = field(specOf(ShippedCrd.INFERENCE_PROFILE_DEPLOYMENT), "template");
    return field(template.getProperties(), "spec").getProperties();
  }

  private static JSONSchemaProps field(Map<String, JSONSchemaProps> properties, String name) {
    return Objects.requireNonNull(properties.get(name), name);
  }

  private static Map<String, JSONSchemaProps> specOf(ShippedCrd crd) {
    return field(schemaOf(crd).getProperties(), "spec").getProperties();
  }

  private static JSONSchemaProps schemaOf(ShippedCrd crd) {
    return crd.definition().getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
  }

  private static Stream<String> undescribed(String path, JSONSchemaProps schema) {
    if (schema.getItems() != null) {
      return undescribed(path + "[]", schema.getItems().getSchema());
    }
    return schema.getProperties().entrySet().stream()
        .flatMap(
            field -> {
              var name = path + "." + field.getKey();
              var own = field.getValue().getDescription() == null ? name : null;
              return Stream.concat(Stream.ofNullable(own), undescribed(name, field.getValue()));
            });
  }
}
