package io.bedrockoperator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import org.junit.jupiter.api.Test;

class EstablishedTest {

  private final Established established = new Established();

  @Test
  void isNotBeforeTheApiServerSaysSo() {
    var withoutConditions =
        new CustomResourceDefinitionBuilder().withNewStatus().endStatus().build();
    withoutConditions.getStatus().setConditions(null);

    assertThat(established.test(null)).isFalse();
    assertThat(established.test(new CustomResourceDefinition())).isFalse();
    assertThat(established.test(withoutConditions)).isFalse();
    assertThat(established.test(saying("False"))).isFalse();
  }

  @Test
  void isOnceTheApiServerSaysSo() {
    assertThat(established.test(saying("True"))).isTrue();
  }

  private static CustomResourceDefinition saying(String status) {
    return new CustomResourceDefinitionBuilder()
        .withNewStatus()
        .addNewCondition()
        .withType("Established")
        .withStatus(status)
        .endCondition()
        .endStatus()
        .build();
  }
}
