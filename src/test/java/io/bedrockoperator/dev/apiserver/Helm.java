package io.bedrockoperator.dev.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Finds helm 3, or builds it. */
public record Helm(Map<String, String> environment, SearchPath path, Supply supply) {

  static final String NAME = "helm";
  static final String MODULE = "helm.sh/helm/v3";

  /** Names the program itself. */
  static final String VARIABLE = "HELM";

  static final Programs PROGRAMS =
      new Programs(
          NAME,
          Path.of(NAME, GoBuild.pinnedVersion(NAME, MODULE) + Binaries.platform()),
          List.of(NAME));

  static final List<String> ADVICE =
      List.of("set %s to a helm 3, or put one on the PATH".formatted(VARIABLE), GoBuild.ADVICE);

  /** The program; getting it may take minutes, once on a machine. */
  public static Path ofThisMachine() {
    var cache = BinaryCache.ofKubeApiTest(PROGRAMS);
    var supply = new Supply(cache, List.of(GoBuild.ofHelm()), ADVICE);
    return new Helm(System.getenv(), SearchPath.ofThisProcess(), supply).find();
  }

  /** Never returns without helm: a run that has none must fail, not skip. */
  Path find() {
    var named = environment.getOrDefault(VARIABLE, "");
    if (!named.isEmpty()) {
      return named(Path.of(named).toAbsolutePath());
    }
    return path.find(NAME)
        .filter(Helm::isOfThisMajorVersion)
        .orElseGet(
            () -> supply.get(List.of(VARIABLE + ": not set", "PATH: no helm 3")).resolve(NAME));
  }

  /** What was named on purpose is used or refused, never silently replaced by another. */
  private static Path named(Path program) {
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException(
          "%s is set, but %s is not executable".formatted(VARIABLE, program));
    }
    return program;
  }

  private static boolean isOfThisMajorVersion(Path program) {
    try {
      var process =
          new ProcessBuilder(program.toString(), "version", "--template", "{{.Version}}").start();
      var version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return version.startsWith("v3.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
