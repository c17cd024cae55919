package io.bedrockoperator.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.build.FormatSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatTest {

  private static final Path SOURCES = Path.of(System.getProperty("basedir", ""), "src");

  @Test
  void everySourceFileIsFormatted() throws IOException {
    assertThat(FormatSources.badlyFormatted(SOURCES))
        .as("badly formatted sources, to be fixed with: %s", FormatSources.COMMAND)
        .isEmpty();
  }

  @Test
  void commandFixesFormatAndImports(@TempDir Path temp) throws IOException {
    var file = temp.resolve("Sample.java");
    Files.writeString(
        file,
        """
        import java.util.Map;
        import java.util.List;
        import java.util.Set;
        class Sample { record Box(List<Integer> in) {}
          Map<Integer, Integer> open(Object o) { return switch (o) {
            case Box(var in) when !in.isEmpty() -> Map.of(in.get(0), 1);
            default -> Map.of(); }; } }
        """);
    assertThat(FormatSources.badlyFormatted(temp)).containsExactly(file);

    FormatSources.main(new String[] {temp.toString()});

    assertThat(FormatSources.badlyFormatted(temp)).isEmpty();
    assertThat(file)
        .content()
        .startsWith("import java.util.List;\nimport java.util.Map;\n\nclass Sample {\n")
        .contains("      case Box(var in) when !in.isEmpty() -> Map.of(in.get(0), 1);\n");
  }
}
