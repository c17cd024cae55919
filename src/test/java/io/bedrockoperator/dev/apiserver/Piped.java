package io.bedrockoperator.dev.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A program that reads everything and then answers. */
final class Piped {

  private Piped() {}

  /** What it prints, a value a line; an AssertionError if it fails. */
  static List<JsonNode> json(Path program, String text) {
    return lines(program, text).stream().map(Piped::value).toList();
  }

  private static JsonNode value(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  /** The lines that it prints; an AssertionError if it fails. */
  static List<String> lines(Path program, String text) {
    try {
      var process =
          new ProcessBuilder(program.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
        input.write(text);
      }
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(output);
      }
      return output.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
