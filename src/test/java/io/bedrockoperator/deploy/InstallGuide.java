package io.bedrockoperator.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The commands of {@code docs/install.md}.
 *
 * @param commands the shell's blocks below each heading of the third level, named by it and by the
 *     one above
 */
record InstallGuide(Map<String, String> commands) {

  private static final Path FILE = Shipped.DIRECTORY.resolveSibling("docs").resolve("install.md");

  static InstallGuide read() throws IOException {
    var commands = new LinkedHashMap<String, String>();
    var way = "";
    var step = "";
    var block = new ArrayList<String>();
    var inBlock = false;
    for (var line : Files.readAllLines(FILE)) {
      if (inBlock && line.equals("```")) {
        commands.merge(way + ": " + step, String.join("\n", block), (a, b) -> a + "\n" + b);
        block.clear();
        inBlock = false;
      } else if (inBlock) {
        block.add(line);
      } else if (line.equals("```sh")) {
        inBlock = true;
      } else if (line.startsWith("## ")) {
        way = line.substring(3);
      } else if (line.startsWith("### ")) {
        step = line.substring(4);
      }
    }
    return new InstallGuide(commands);
  }

  List<String> steps() {
    return List.copyOf(commands.keySet());
  }

  String commandsOf(String step) {
    var found = commands.get(step);
    if (found == null) {
      throw new AssertionError("the guide has no step " + step);
    }
    return found;
  }
}
