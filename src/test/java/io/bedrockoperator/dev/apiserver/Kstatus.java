package io.bedrockoperator.dev.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/**
 * kstatus, as Flux uses it.
 *
 * @param program built from {@code src/test/go}
 */
public record Kstatus(Path program) {

  private static final GoProgram SOURCE = new GoProgram("kstatus", "kstatus");

  public static Kstatus ofThisMachine() {
    return new Kstatus(SOURCE.ofThisMachine());
  }

  /**
   * Says how a resource is.
   *
   * @param resource as JSON
   * @return {@code status} and {@code message}
   */
  public JsonNode compute(String resource) {
    return Piped.json(program, resource).getFirst();
  }
}
