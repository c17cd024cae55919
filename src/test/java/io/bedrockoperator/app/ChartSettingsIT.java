package io.bedrockoperator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.bedrockoperator.deploy.Console;
import io.bedrockoperator.deploy.Shipped;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.docs.Page;
import io.bedrockoperator.profile.AdoptionPolicy;
import io.bedrockoperator.profile.OwnAccountPolicy;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the chart sets is what the operator reads. */
class ChartSettingsIT {

  private static final Path EVERYTHING = Path.of("src/test/resources/helm/everything.yaml");

  @TempDir Path temp;

  @Test
  void everyValueArrives() throws IOException {
    var settings = Settings.from(environment(EVERYTHING));

    assertThat(settings.unknown()).isEmpty();
    assertThat(settings.httpPort()).isEqualTo(9090);
    assertThat(settings.clusterId()).hasValue("production-1");
    assertThat(settings.resync()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.labelSelector()).hasValue("shard in (a, b)");
    assertThat(settings.profileQuota()).isEqualTo(1_500_000);
    assertThat(settings.regions()).containsExactlyInAnyOrder("eu-central-1", "xx-new-9");
    assertThat(settings.adoption()).isEqualTo(AdoptionPolicy.EVERYWHERE);
    assertThat(settings.ownAccount()).isEqualTo(OwnAccountPolicy.NEVER);
    assertThat(settings.logFormat()).isEqualTo(LogFormat.JSON);
  }

  /** The column {@code chart value} of docs/settings.md. */
  @Test
  void theDocumentedValuesSetTheDocumentedVariables() throws IOException {
    var valueOf = documentedValues();
    var tried = new TreeSet<String>();
    for (var file : filesOfValues()) {
      var values = new YAMLMapper().readTree(file.toFile());
      var environment = environment(file);
      valueOf.forEach(
          (variable, value) -> {
            var given = text(values.at("/" + value.replace('.', '/')));
            if (!given.isEmpty()) {
              assertThat(environment.get(variable)).as("%s by %s", variable, file).contains(given);
              tried.add(variable);
            }
          });
    }

    assertThat(tried).isEqualTo(valueOf.keySet());
  }

  private static Map<String, String> documentedValues() {
    var page = Page.of("docs/settings.md");
    var values = new TreeMap<String, String>();
    for (var row : page.table("variable")) {
      values.put(row.getFirst(), row.get(3));
    }
    for (var row : page.section("AWS, Kubernetes and JVM").table("variable")) {
      values.put(row.getFirst(), row.get(1));
    }
    values.values().removeIf(String::isEmpty);
    return values.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().replace("`", ""),
                entry -> entry.getValue().replace("`", ""),
                (one, other) -> one,
                TreeMap::new));
  }

  private static List<Path> filesOfValues() throws IOException {
    try (var files = Files.list(EVERYTHING.resolveSibling(""))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(","))
        : value.asText();
  }

  private Map<String, String> environment(Path values) throws IOException {
    var rendered =
        Console.of(ApiServer.shared(), Files.createTempDirectory(temp, "console"))
            .run("helm template aips helm -f " + values);
    return Shipped.objects(rendered).stream()
        .filter(Deployment.class::isInstance)
        .map(Deployment.class::cast)
        .flatMap(
            deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().stream())
        .flatMap(container -> container.getEnv().stream())
        .filter(variable -> variable.getValue() != null)
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }
}
