package io.bedrockoperator.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.build.ImageConfiguration;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the packaged launcher: on stand-ins for Java that say their version and what they are asked,
 * and on the JVM of this test.
 */
class LauncherIT {

  private static final Path PROCESS =
      Path.of(System.getProperty("basedir", ""), "target", "bedrock-operator").toAbsolutePath();
  private static final Path LAUNCHER = PROCESS.resolve("bin").resolve("bedrock-operator");

  /** How the JVM calls itself, also in what it records. */
  private static final String JVM_NAME = System.getProperty("java.vm.name");

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"21.0.2", "21.0.10", "22-ea", "25", "25.0.2"})
  void runsOnJava21OrNewer(String version) throws Exception {
    var run = launch(LAUNCHER, Map.of("JAVA_HOME", javaHome(version)));

    assertThat(run.output()).contains("<-jar>");
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"17.0.15", "1.8.0_402", "20-ea", "21", "21-ea", "21.0.1", "21.0.1.1"})
  void refusesAnOlderJava(String version) throws Exception {
    var home = javaHome(version);

    var run = launch(LAUNCHER, Map.of("JAVA_HOME", home));

    assertThat(run.output())
        .isEqualTo(
            "bedrock-operator: %s/bin/java is Java %s; Java 21.0.2 or newer is needed (set JAVA_HOME)\n"
                .formatted(home, version));
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void saysThatThereIsNoJava() throws Exception {
    assertThat(launch(LAUNCHER, Map.of()).output())
        .isEqualTo(
            "bedrock-operator: JAVA_HOME is not set and there is no java on the PATH;"
                + " Java 21.0.2 or newer is needed (set JAVA_HOME)\n");
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
    var path = "%s/bin:%s".formatted(javaHome("21.0.2"), tools());

    assertThat(launch(LAUNCHER, Map.of("PATH", path)).exitCode()).isZero();
  }

  @Test
  void findsItsLibrariesThroughLinks() throws Exception {
    var absolute = Files.createSymbolicLink(temp.resolve("absolute"), LAUNCHER);
    var directory = Files.createDirectory(temp.resolve("directory"));
    var relative = Files.createSymbolicLink(directory.resolve("link"), Path.of("../absolute"));

    assertThat(launch(relative, Map.of("JAVA_HOME", javaHome("21.0.2"))).output())
        .contains("<-jar><%s/lib/bedrock-operator.jar>".formatted(PROCESS.toRealPath()));
    // JUnit warns about links that lead out of its directory.
    Files.delete(relative);
    Files.delete(absolute);
  }

  @Test
  void flagsOfTheUserComeLast() throws Exception {
    var run =
        launch(
            LAUNCHER,
            Map.of(
                "JAVA_HOME",
                javaHome("21.0.2"),
                "JDK_JAVA_OPTIONS",
                "-Xmx96m -Dhttp.maxConnections=8"));

    assertThat(arguments(run))
        .containsExactly(
            "@%s/lib/jvm.options".formatted(PROCESS.toRealPath()),
            "-XX:SharedArchiveFile=%s/lib/bedrock-operator.jsa".formatted(PROCESS.toRealPath()),
            "-Xmx96m",
            "-Dhttp.maxConnections=8",
            "-jar",
            "%s/lib/bedrock-operator.jar".formatted(PROCESS.toRealPath()));
  }

  /** The flags of the file are built into the runtime of the image. */
  @Test
  void imageStartsTheSame() throws Exception {
    var entrypoint = ImageConfiguration.read().entrypoint();
    var run = launch(LAUNCHER, Map.of("JAVA_HOME", javaHome("21.0.2")));

    assertThat(entrypoint).first().asString().endsWith("/bin/java");
    assertThat(arguments(run).stream().filter(argument -> !argument.startsWith("@")))
        .map(argument -> argument.replace(PROCESS.toRealPath().toString(), "/opt/bedrock-operator"))
        .isEqualTo(entrypoint.subList(1, entrypoint.size()));
  }

  @Test
  void theJvmTakesTheFlagsAndPrefersThoseOfTheUser() throws Exception {
    var run =
        launch(
            LAUNCHER,
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JDK_JAVA_OPTIONS",
                "-XX:MaxRAMPercentage=60 -XX:+PrintFlagsFinal -XshowSettings:properties",
                "BEDROCK_OPERATOR_HTTP_PORT",
                "none"));

    assertThat(run.output().lines().map(line -> line.replaceAll(" +", " ")))
        .anyMatch(line -> line.startsWith(" bool UseSerialGC = true "))
        .anyMatch(line -> line.startsWith(" intx TieredStopAtLevel = 1 "))
        .anyMatch(line -> line.matches(" \\w+ TrimNativeHeapInterval = 5000 .*"))
        .anyMatch(line -> line.startsWith(" double MaxRAMPercentage = 60.000000 "))
        .anyMatch(line -> line.startsWith(" bool ExitOnOutOfMemoryError = true "))
        .anyMatch(line -> line.equals(" http.maxConnections = 64"));
  }

  @Test
  void becomesTheJvmSoThatSignalsReachIt() throws Exception {
    var run = launch(LAUNCHER, Map.of("JAVA_HOME", javaHome("21.0.2")));

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

  @Test
  void startsFromTheClassesThatTheBuildRecorded() throws Exception {
    assertThat(classesOfTheArchive(LAUNCHER)).isPositive();
  }

  @Test
  void theProcessMayBeMovedWithThem() throws Exception {
    assertThat(classesOfTheArchive(copyOfTheProcess())).isPositive();
  }

  @Test
  void doesWithoutRecordedClasses() throws Exception {
    var launcher = copyOfTheProcess();
    Files.delete(archiveOf(launcher));

    assertThat(classesOfTheArchive(launcher)).isZero();
    // The JVM would look for a file that is not there, and not for its own recorded classes either.
    assertThat(launch(launcher, Map.of("JAVA_HOME", javaHome("21.0.2"))).output())
        .contains("<-jar>")
        .doesNotContain("SharedArchiveFile");
  }

  @Test
  void doesWithoutWhatAnotherJvmRecorded() throws Exception {
    var launcher = copyOfTheProcess();
    overwrite(archiveOf(launcher), JVM_NAME, JVM_NAME.replace("64", "48"));

    assertThat(classesOfTheArchive(launcher)).isZero();
  }

  @Test
  void doesWithoutWhatWasRecordedOfAnotherJar() throws Exception {
    var launcher = copyOfTheProcess();
    Files.setLastModifiedTime(
        launcher.resolveSibling("../lib/bedrock-operator.jar"), FileTime.from(Instant.EPOCH));

    assertThat(classesOfTheArchive(launcher)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0001, 0.5, 0.9999})
  void doesWithoutATruncatedRecord(double part) throws Exception {
    var launcher = copyOfTheProcess();
    try (var archive = FileChannel.open(archiveOf(launcher), StandardOpenOption.WRITE)) {
      archive.truncate((long) (part * archive.size()));
    }

    assertThat(classesOfTheArchive(launcher)).isZero();
  }

  @Test
  void doesWithoutWhatIsNoRecord() throws Exception {
    var launcher = copyOfTheProcess();
    try (var archive = FileChannel.open(archiveOf(launcher), StandardOpenOption.WRITE)) {
      archive.write(
          ByteBuffer.wrap("something else".repeat(1_000).getBytes(StandardCharsets.US_ASCII)));
    }

    assertThat(classesOfTheArchive(launcher)).isZero();
  }

  /**
   * The JVM of this test starts the process, which must say only that the setting is bad; returns
   * how many of its classes came from the archive.
   */
  private long classesOfTheArchive(Path launcher) throws Exception {
    var loaded = temp.resolve("loaded");
    var run =
        launch(
            launcher,
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JDK_JAVA_OPTIONS",
                "-Xlog:class+load:file=" + loaded,
                "BEDROCK_OPERATOR_HTTP_PORT",
                "none"));

    assertThat(run.output())
        .isEqualTo(
            "BEDROCK_OPERATOR_HTTP_PORT is 'none': allowed is a port from 0 to 65535,"
                + " 0 for any free one\n");
    assertThat(run.exitCode()).isEqualTo(2);
    try (var lines = Files.lines(loaded)) {
      return lines
          .filter(line -> line.contains(" io.bedrockoperator."))
          .filter(line -> line.contains("source: shared objects file"))
          .count();
    }
  }

  /** As a tool copies it that keeps times; returns its launcher. */
  private Path copyOfTheProcess() throws IOException {
    var copy = temp.resolve("copy");
    try (var files = Files.walk(PROCESS)) {
      for (var file : files.toList()) {
        Files.copy(
            file, copy.resolve(PROCESS.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    var launcher = copy.resolve(PROCESS.relativize(LAUNCHER));
    // Some JVMs write it for reading only.
    Files.setPosixFilePermissions(
        archiveOf(launcher), PosixFilePermissions.fromString("rw-r--r--"));
    return launcher;
  }

  private static Path archiveOf(Path launcher) {
    return launcher.resolveSibling("../lib/bedrock-operator.jsa");
  }

  private static void overwrite(Path file, String old, String fresh) throws IOException {
    var head = 4_096;
    try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.allocate(head);
      channel.read(bytes);
      var at = new String(bytes.array(), StandardCharsets.ISO_8859_1).indexOf(old);
      assertThat(at).isPositive();
      channel.write(ByteBuffer.wrap(fresh.getBytes(StandardCharsets.ISO_8859_1)), at);
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

  /** What the stand-in for java was asked. */
  private static List<String> arguments(Run run) {
    return Pattern.compile("<(.*?)>")
        .matcher(run.output())
        .results()
        .map(argument -> argument.group(1))
        .toList();
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
