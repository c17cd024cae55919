package io.bedrockoperator.dev.apiserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * What one server needs for itself: its certificates, its logs, and scripts around the binaries.
 * Nothing is shared with another run, so neither a race nor an expired certificate can come from
 * there.
 */
record RunDirectory(Path path) {

  private static final int TAIL = 15;

  static RunDirectory create(Path binaries) throws IOException {
    var run = new RunDirectory(Files.createTempDirectory("bedrock-operator-apiserver-"));
    var layout = Files.createDirectories(Binaries.layout(run.path));
    Files.createSymbolicLink(layout.resolve(Binaries.KUBECTL), binaries.resolve(Binaries.KUBECTL));
    for (var name : List.of(Binaries.ETCD, Binaries.API_SERVER)) {
      run.script(layout.resolve(name), binaries.resolve(name), run.log(name));
    }
    return run;
  }

  /**
   * kube-api-test lets etcd listen on every interface, without a password; nobody else may. What it
   * starts, it does not stop when its JVM is killed.
   */
  private void script(Path script, Path binary, Path log) throws IOException {
    var text =
        """
        #!/bin/sh
        for argument; do
          shift
          case $argument in
            http://0.0.0.0:*) argument=http://127.0.0.1:${argument##*:} ;;
          esac
          set -- "$@" "$argument"
        done
        %sexec '%s' "$@" >'%s' 2>&1
        """
            .formatted(Lifeline.SCRIPT, binary, log);
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  Path log(String name) {
    return path.resolve(name + ".log");
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(path.resolve(name), text);
  }

  String lastWords() throws IOException {
    var words = new StringBuilder();
    for (var name : List.of(Binaries.ETCD, Binaries.API_SERVER, GarbageCollector.PROGRAM)) {
      if (Files.exists(log(name))) {
        words.append("\n%s:\n%s".formatted(name, Command.tail(log(name), TAIL)));
      }
    }
    return words.toString();
  }

  void delete() throws IOException {
    Directories.delete(path);
  }
}
