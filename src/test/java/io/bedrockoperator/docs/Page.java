package io.bedrockoperator.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation. */
public record Page(Path file, String text) {

  private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Pattern FENCED =
      Pattern.compile("^```([a-z]*)[^\\n]*\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{2,6} ");

  /** By its path from the top of the repository. */
  public static Page of(String path) {
    var file = ROOT.resolve(path);
    try {
      return new Page(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path root() {
    return ROOT;
  }

  /** Every page that users and contributors read. */
  static List<Path> all() throws IOException {
    try (var top = Files.list(ROOT);
        var docs = Files.walk(ROOT.resolve("docs"))) {
      var chart = ROOT.resolve(Path.of("helm", "README.md"));
      return Stream.concat(Stream.concat(top, docs), Stream.of(chart))
          .filter(file -> file.toString().endsWith(".md"))
          .toList();
    }
  }

  /** The fenced blocks in a language, in their order. */
  public List<String> blocks(String language) {
    return FENCED
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  /** The text below each heading, up to the next one of whatever rank, by heading. */
  public Map<String, Page> sections() {
    var sections = new LinkedHashMap<String, Page>();
    for (var section : HEADING.split(text, -1)) {
      var end = section.indexOf('\n');
      sections.put(section.substring(0, end), new Page(file, section.substring(end + 1)));
    }
    return sections;
  }

  public Page section(String heading) {
    return Optional.ofNullable(sections().get(heading))
        .orElseThrow(() -> new AssertionError("%s has no section %s".formatted(file, heading)));
  }

  /** Without fenced blocks. */
  String prose() {
    return FENCED.matcher(text).replaceAll("");
  }

  /** The rows below the table's head, by the first cell of which it is known. */
  public List<List<String>> table(String firstHead) {
    var rows =
        text.lines()
            .dropWhile(line -> !line.startsWith("| " + firstHead + " |"))
            .takeWhile(line -> line.startsWith("|"))
            .skip(2)
            .map(Page::cells)
            .toList();
    if (rows.isEmpty()) {
      throw new AssertionError("%s has no table of %s".formatted(file, firstHead));
    }
    return rows;
  }

  private static List<String> cells(String row) {
    var cells = Stream.of(row.split("\\|", -1)).map(String::strip).toList();
    return cells.subList(1, cells.size() - 1);
  }

  /** What is written as code in a line of prose. */
  public static List<String> code(String prose) {
    return CODE.matcher(prose).results().map(code -> code.group(1)).toList();
  }
}
