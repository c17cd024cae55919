package io.bedrockoperator.dev.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds programs from the Go modules pinned in {@code src/test/go}.
 *
 * @param result what the sources make
 */
record GoBuild(Programs result, List<Source> sources, SearchPath path) implements Preparation {

  static final String ADVICE = "install Go 1.25 or newer and let it reach its module proxy";

  /** Each in a directory of its own. */
  static final Path MODULES =
      Path.of(System.getProperty("basedir", ""), "src", "test", "go").toAbsolutePath();

  private static final Duration LIMIT = Duration.ofMinutes(45);

  private static final int FINGERPRINT_BYTES = 6;

  private static final Map<String, String> ENVIRONMENT =
      Map.of("CGO_ENABLED", "0", "GOWORK", "off");

  /**
   * What one program is made from.
   *
   * @param variables set by the linker, each as {@code package.name=value}
   */
  private record Source(String program, String module, String sources, List<String> variables) {

    String linkerFlags() {
      var set = variables.stream().map("-X "::concat);
      return String.join(" ", Stream.concat(Stream.of("-s", "-w"), set).toList());
    }
  }

  static GoBuild ofKubernetes() {
    return new GoBuild(
        Binaries.PROGRAMS,
        List.of(
            kubernetes(Binaries.API_SERVER),
            kubernetes(Binaries.KUBECTL),
            new Source(Binaries.ETCD, "etcd", "go.etcd.io/etcd/server/v3", List.of())),
        SearchPath.ofThisProcess());
  }

  static GoBuild ofGarbageCollector() {
    return new GoBuild(
        GarbageCollector.PROGRAMS,
        List.of(kubernetes(GarbageCollector.PROGRAM)),
        SearchPath.ofThisProcess());
  }

  private static Source kubernetes(String program) {
    // Without these the server calls itself v0.0.0, and clients that ask for its version refuse.
    var git = "k8s.io/component-base/version.git";
    var version = new ArrayList<>(majorAndMinor(git));
    version.add(git + "Version=v" + Binaries.KUBERNETES_VERSION);
    return new Source(program, "kubernetes", "k8s.io/kubernetes/cmd/" + program, version);
  }

  static GoBuild ofHelm() {
    // Without these it believes that it renders for Kubernetes 1.20.
    var version = majorAndMinor(Helm.MODULE + "/pkg/chartutil.k8sVersion");
    return new GoBuild(
        Helm.PROGRAMS,
        List.of(new Source(Helm.NAME, "helm", Helm.MODULE + "/cmd/helm", version)),
        SearchPath.ofThisProcess());
  }

  static GoBuild of(GoProgram program) {
    return new GoBuild(
        program.programs(),
        List.of(new Source(program.name(), program.name(), ".", List.of())),
        SearchPath.ofThisProcess());
  }

  /** Another one as soon as a file of the directory is another. */
  static String fingerprint(Path directory) {
    try (var files = Files.list(directory)) {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var file : files.sorted().toList()) {
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one that Go's module file requires. */
  static String pinnedVersion(String directory, String module) {
    try {
      var file = Files.readString(MODULES.resolve(directory).resolve("go.mod"));
      var version = Pattern.compile(Pattern.quote(module) + " v([0-9.]+)").matcher(file);
      if (!version.find()) {
        throw new IllegalStateException("go.mod requires no " + module);
      }
      return version.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> majorAndMinor(String variable) {
    var version = Binaries.KUBERNETES_VERSION.split("\\.", -1);
    return List.of(variable + "Major=" + version[0], variable + "Minor=" + version[1]);
  }

  GoBuild searching(String otherPath) {
    return new GoBuild(result, sources, new SearchPath(otherPath));
  }

  @Override
  public String name() {
    return "build from the Go modules in " + MODULES;
  }

  @Override
  public Finding prepare(Path work) throws IOException {
    var go = path.find("go");
    if (go.isEmpty()) {
      return new Finding.Missing("no go on the PATH");
    }
    Progress.say(
        "building %s with Go: once, minutes when nothing is cached yet".formatted(result.what()));
    var directory = Files.createDirectories(result.below(work));
    for (var source : sources) {
      if (build(go.get(), source, directory, work) instanceof Command.Result.Failed(String why)) {
        return new Finding.Missing("building %s: %s".formatted(source.program(), why));
      }
    }
    return new Finding.Found(directory);
  }

  private static Command.Result build(Path go, Source source, Path directory, Path work)
      throws IOException {
    var line =
        List.of(
            go.toString(),
            "build",
            "-trimpath",
            "-mod=readonly",
            "-buildvcs=false",
            "-ldflags",
            source.linkerFlags(),
            "-o",
            directory.resolve(source.program()).toString(),
            source.sources());
    return new Command(line, MODULES.resolve(source.module()), ENVIRONMENT, 5)
        .run("building " + source.program(), work.resolve(source.program() + ".log"), LIMIT);
  }
}
