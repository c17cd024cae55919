package io.bedrockoperator.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the operator says, as its sources have it. */
final class Sources {

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern ANNOUNCEMENT =
      Pattern.compile("ResourceEvent\\s*\\.(normal|warning)\\(\\s*\"([A-Za-z]+)\"");

  private static final Pattern ACCOUNT_STATE =
      Pattern.compile("new State\\(\\s*([A-Za-z]+)(?:\\(\\))?,\\s*\"([A-Za-z]+)\"");

  private static final String MAIN = concatenated("src/main/java", file -> true);
  private static final String TEXTS =
      LITERAL
          .matcher(MAIN)
          .results()
          .map(literal -> literal.group(1))
          .collect(Collectors.joining());

  private Sources() {}

  /** All texts in the order of the sources, so that one of several pieces is in one piece. */
  static String texts() {
    return TEXTS;
  }

  /** The type of each event that is no reason, by its name. */
  static Map<String, String> events() {
    return ANNOUNCEMENT
        .matcher(MAIN)
        .results()
        .collect(
            Collectors.toMap(
                event -> event.group(2),
                event -> event.group(1).equals("normal") ? "Normal" : "Warning",
                (one, same) -> one,
                TreeMap::new));
  }

  /** The state of a condition of an account, as AccountStatus calls it, by the reason. */
  static Map<String, String> accountStates() {
    return ACCOUNT_STATE
        .matcher(MAIN)
        .results()
        .collect(
            Collectors.toMap(
                state -> state.group(2),
                state -> state.group(1),
                (one, same) -> one,
                TreeMap::new));
  }

  /** Whether a class of that simple name is there, in the process or in its tests. */
  static boolean hasClass(String name) {
    return !concatenated("src", file -> file.endsWith(name + ".java")).isEmpty();
  }

  private static String concatenated(String directory, Predicate<Path> wanted) {
    try (var files = Files.walk(Page.root().resolve(directory))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(wanted)
          .sorted()
          .map(Sources::read)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
