package io.bedrockoperator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.crd.GenerateCrd;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratedCrdTest {

  @Test
  void isTheOneThatIsCommitted() throws Exception {
    for (var file : List.of(GenerateCrd.FILE, GenerateCrd.CHART_FILE)) {
      assertThat(Files.readString(file))
          .as("%s is not what the types in io.bedrockoperator.api make: run mvn -Pcrd", file)
          .isEqualTo(GenerateCrd.yaml());
    }
  }

  /** What is not described here, {@code kubectl explain} cannot explain. */
  @Test
  void describesEveryField() {
    var schema = GenerateCrd.crd().getSpec().getVersions().getFirst().getSchema();

    assertThat(undescribed("", schema.getOpenAPIV3Schema())).isEmpty();
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
