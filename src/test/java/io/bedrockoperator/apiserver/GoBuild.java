package io.bedrockoperator.apiserver;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds the binaries from the Go modules pinned in {@code src/test/go}. */
record GoBuild(Path modules, String searchPath) implements Preparation {

  private static final Duration LIMIT = Duration.ofMinutes(45);

  private static final Map<String, String> ENVIRONMENT =
      Map.of("CGO_ENABLED", "0", "GOWORK", "off");

  private record Program(String name, String module, String sources) {}

  private static final List<Program> PROGRAMS =
      List.of(
          new Program(Binaries.API_SERVER, "kubernetes", "k8s.io/kubernetes/cmd/kube-apiserver"),
          new Program(Binaries.KUBECTL, "kubernetes", "k8s.io/kubernetes/cmd/kubectl"),
          new Program(Binaries.ETCD, "etcd", "go.etcd.io/etcd/server/v3"));

  static GoBuild ofThisProject() {
    var modules = Path.of(System.getProperty("basedir", ""), "src", "test", "go").toAbsolutePath();
    return new GoBuild(modules, Optional.ofNullable(System.getenv("PATH")).orElse(""));
  }

  @Override
  public String name() {
    return "build from the Go modules in " + modules;
  }

  @Override
  public Finding prepare(Path work) throws IOException {
    var go = findGo();
    if (go.isEmpty()) {
      return new Finding.Missing("no go on the PATH");
    }
    Progress.say("building the API server with Go: once, minutes when nothing is cached yet");
    var directory = Files.createDirectories(Binaries.layout(work));
    for (var program : PROGRAMS) {
      if (build(go.get(), program, directory, work) instanceof Command.Result.Failed(String why)) {
        return new Finding.Missing("building %s: %s".formatted(program.name(), why));
      }
    }
    return new Finding.Found(directory);
  }

  private Optional<Path> findGo() {
    return Stream.of(searchPath.split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, "go"))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private Command.Result build(Path go, Program program, Path directory, Path work)
      throws IOException {
    var line =
        List.of(
            go.toString(),
            "build",
            "-trimpath",
            "-mod=readonly",
            "-buildvcs=false",
            "-ldflags",
            linkerFlags(),
            "-o",
            directory.resolve(program.name()).toString(),
            program.sources());
    return new Command(line, modules.resolve(program.module()), ENVIRONMENT, 5)
        .run("building " + program.name(), work.resolve(program.name() + ".log"), LIMIT);
  }

  /** Without these the server calls itself v0.0.0, and clients that ask for its version refuse. */
  private static String linkerFlags() {
    var version = Binaries.KUBERNETES_VERSION.split("\\.", -1);
    var flags = new ArrayList<>(List.of("-s", "-w"));
    flags.add("-X k8s.io/component-base/version.gitVersion=v" + Binaries.KUBERNETES_VERSION);
    flags.add("-X k8s.io/component-base/version.gitMajor=" + version[0]);
    flags.add("-X k8s.io/component-base/version.gitMinor=" + version[1]);
    return String.join(" ", flags);
  }
}
