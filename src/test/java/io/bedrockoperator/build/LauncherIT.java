package io.bedrockoperator.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the packaged launcher on stand-ins for Java that say their version and what they are asked.
 */
class LauncherIT {

  private static final Path PROCESS =
      Path.of(System.getProperty("basedir", ""), "target", "bedrock-operator").toAbsolutePath();
  private static final Path LAUNCHER = PROCESS.resolve("bin").resolve("bedrock-operator");

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"21", "21-ea", "21.0.1", "25.0.2"})
  void runsOnJava21OrNewer(String version) throws Exception {
    var run = launch(LAUNCHER, Map.of("JAVA_HOME", javaHome(version)));

    assertThat(run.output()).contains("<io.bedrockoperator.OperatorMain>");
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"17.0.15", "1.8.0_402", "20-ea"})
  void refusesAnOlderJava(String version) throws Exception {
    var home = javaHome(version);

    var run = launch(LAUNCHER, Map.of("JAVA_HOME", home));

    assertThat(run.output())
        .isEqualTo(
            "bedrock-operator: %s/bin/java is Java %s; Java 21 or newer is needed (set JAVA_HOME)\n"
                .formatted(home, version));
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void saysThatThereIsNoJava() throws Exception {
    assertThat(launch(LAUNCHER, Map.of()).output())
        .isEqualTo(
            "bedrock-operator: JAVA_HOME is not set and there is no java on the PATH;"
                + " Java 21 or newer is needed (set JAVA_HOME)\n");
  }

  @Test
  void saysThatJavaHomeIsWrong() throws Exception {
    assertThat(launch(LAUNCHER, Map.of("JAVA_HOME", "/nowhere")).output())
        .startsWith("bedrock-operator: JAVA_HOME is /nowhere, which has no bin/java;");
  }

  @Test
  void saysThatJavaDoesNotWork() throws Exception {
    assertThat(launch(LAUNCHER, Map.of("JAVA_HOME", javaHome(""))).output())
        .contains("bin/java does not tell its version;");
  }

  @Test
  void findsJavaOnThePath() throws Exception {
    var path = "%s/bin:%s".formatted(javaHome("21"), tools());

    assertThat(launch(LAUNCHER, Map.of("PATH", path)).exitCode()).isZero();
  }

  @Test
  void findsItsLibrariesThroughLinks() throws Exception {
    var absolute = Files.createSymbolicLink(temp.resolve("absolute"), LAUNCHER);
    var directory = Files.createDirectory(temp.resolve("directory"));
    var relative = Files.createSymbolicLink(directory.resolve("link"), Path.of("../absolute"));

    assertThat(launch(relative, Map.of("JAVA_HOME", javaHome("21"))).output())
        .contains("<-cp><%s/lib/bedrock-operator.jar>".formatted(PROCESS.toRealPath()));
    // JUnit warns about links that lead out of its directory.
    Files.delete(relative);
    Files.delete(absolute);
  }

  @Test
  void userFlagsComeAfterItsOwn() throws Exception {
    var run =
        launch(
            LAUNCHER,
            Map.of("JAVA_HOME", javaHome("21"), "JAVA_OPTS", "-Xmx96m -Dhttp.maxConnections=8"));

    assertThat(run.output())
        .contains(
            "<-XX:+UseSerialGC><-XX:TieredStopAtLevel=1><-XX:+ExitOnOutOfMemoryError>"
                + "<-Dhttp.maxConnections=64><-Xmx96m><-Dhttp.maxConnections=8><-cp>");
  }

  @Test
  void becomesTheJvmSoThatSignalsReachIt() throws Exception {
    var run = launch(LAUNCHER, Map.of("JAVA_HOME", javaHome("21")));

    assertThat(run.output()).contains("process %d ".formatted(run.pid()));
  }

  @Test
  void everyLibraryOfTheManifestIsThere() throws IOException {
    var lib = PROCESS.resolve("lib");
    try (var jar = new JarFile(lib.resolve("bedrock-operator.jar").toFile())) {
      var classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);

      assertThat(classPath.split(" ")).hasSizeGreaterThan(10);
      assertThat(Arrays.stream(classPath.split(" ")).map(lib::resolve))
          .allMatch(Files::isRegularFile);
    }
  }

  private record Run(long pid, int exitCode, String output) {}

  private Run launch(Path launcher, Map<String, String> environment) throws Exception {
    var builder = new ProcessBuilder(launcher.toString()).directory(temp.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools());
    builder.environment().putAll(environment);
    var process = builder.redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.pid(), process.waitFor(), output);
  }

  /** What the launcher needs of a system, without its java. */
  private String tools() throws IOException {
    var tools = temp.resolve("tools");
    if (!Files.exists(tools)) {
      Files.createDirectory(tools);
      for (var name : List.of("sed", "head", "dirname", "readlink")) {
        executable(tools.resolve(name), "#!/bin/sh\nexec %s \"$@\"\n".formatted(tool(name)));
      }
    }
    return tools.toString();
  }

  private static Path tool(String name) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private String javaHome(String version) throws IOException {
    var home = temp.resolve("java " + version);
    var bin = Files.createDirectories(home.resolve("bin"));
    var script =
        """
        #!/bin/sh
        if [ "$1" = -version ]; then
          echo 'Picked up JAVA_TOOL_OPTIONS: -Dsome=thing' >&2
          echo 'openjdk version "%s" 2026-01-20' >&2
        else
          printf 'process %%d ' $$
          printf '<%%s>' "$@"
        fi
        """
            .formatted(version);
    executable(bin.resolve("java"), script);
    return home.toString();
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
