package io.bedrockoperator.samples;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The properties of a Spring application in a container, read by Spring Boot itself. */
final class SpringApplicationProperties {

  private static final String METADATA = "META-INF/spring-configuration-metadata.json";

  private final StandardEnvironment environment = new StandardEnvironment();

  /** With those variables, and all that they make Spring Boot import. */
  SpringApplicationProperties(Map<String, String> variables) {
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.copyOf(variables)));
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
  }

  String required(String name) {
    return environment.getRequiredProperty(name);
  }

  /** All that Spring AI takes for Bedrock, in the version at hand. */
  static Set<String> known() throws IOException {
    var files = Thread.currentThread().getContextClassLoader().getResources(METADATA);
    var ofSpringAi =
        Collections.list(files).stream()
            .filter(file -> file.getPath().contains("spring-ai"))
            .findFirst()
            .orElseThrow();
    try (var json = ofSpringAi.openStream()) {
      return new ObjectMapper()
          .readTree(json)
          .path("properties")
          .valueStream()
          .map(property -> property.path("name").asText())
          .collect(Collectors.toSet());
    }
  }
}
