package io.bedrockoperator.dev.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bedrockoperator.dev.apiserver.Directories;
import io.bedrockoperator.endtoend.OperatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the image as a container runtime would: its entrypoint as its user, on its files, which
 * are all read-only, without capabilities. For that it has to be root on Linux.
 *
 * <p>The base is not pulled: the image is to have been built on {@code scratch}, and glibc of this
 * machine takes the place of the base, of which nothing else is used.
 */
public final class ImageTrial {

  /** In the pod, an emptyDir. */
  private static final Path CLASSES = Path.of("/tmp/classes");

  private static final String CONTAIN =
      """
      set -eu
      mount --bind "$ROOT" "$ROOT"
      mount -t proc proc "$ROOT/proc"
      mount -t tmpfs -o mode=1777 tmpfs "$ROOT/tmp"
      for device in null random urandom; do mount --bind "/dev/$device" "$ROOT/dev/$device"; done
      mount -o remount,ro,bind "$ROOT"
      exec chroot --userspec="$USERSPEC" "$ROOT" "$@"
      """;

  private final Path root;
  private final JsonNode config;

  private ImageTrial(Path root, JsonNode config) {
    this.root = root;
    this.config = config;
  }

  /**
   * The image as a tar, and a directory to unpack it to. Throws when something is not as it should
   * be.
   */
  public static void main(String[] arguments) throws IOException {
    var root = Path.of(arguments[1]).toAbsolutePath();
    Directories.delete(root);
    Files.createDirectories(root);
    var trial = new ImageTrial(root, unpack(Path.of(arguments[0]), root).path("config"));
    trial.hasNoShell();
    trial.bringWhatIsNotInTheImage();
    Rehearsal.play(trial::start, trial::look);
  }

  /** Returns the configuration of the image. */
  private static JsonNode unpack(Path tar, Path root) throws IOException {
    var directory = Files.createTempDirectory("image");
    try {
      run("tar", "-xf", tar.toString(), "-C", directory.toString());
      var json = new ObjectMapper();
      var manifest = json.readTree(directory.resolve("manifest.json").toFile()).path(0);
      for (var layer : manifest.path("Layers")) {
        run("tar", "-xzf", directory.resolve(layer.asText()).toString(), "-C", root.toString());
      }
      return json.readTree(directory.resolve(manifest.path("Config").asText()).toFile());
    } finally {
      Directories.delete(directory);
    }
  }

  private void hasNoShell() throws IOException {
    try (var files = Files.walk(root)) {
      var shells =
          files.filter(file -> file.getFileName().toString().matches("(ba|da|)sh|busybox"));
      check("there is no shell", shells.findAny().isEmpty());
    }
  }

  private void bringWhatIsNotInTheImage() throws IOException {
    for (var name : List.of("proc", "tmp", "dev", "etc")) {
      Files.createDirectories(root.resolve(name));
    }
    for (var device : List.of("null", "random", "urandom")) {
      Files.createFile(root.resolve("dev").resolve(device));
    }
    Files.copy(Path.of("/etc/hosts"), root.resolve("etc/hosts"));
    for (var name :
        List.of("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1")) {
      copy(library(name));
    }
    copy(library("ld-linux-*.so.*"));
  }

  private static Path library(String glob) throws IOException {
    for (var directory :
        List.of("/lib64", "/lib", "/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu")) {
      if (Files.isDirectory(Path.of(directory))) {
        try (var files = Files.newDirectoryStream(Path.of(directory), glob)) {
          for (var file : files) {
            return file;
          }
        }
      }
    }
    throw new IllegalStateException("there is no %s on this machine".formatted(glob));
  }

  private void copy(Path file) throws IOException {
    var target = root.resolve(Path.of("/").relativize(file));
    Files.createDirectories(target.getParent());
    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private OperatorProcess start(Map<String, String> environment) {
    var all = new HashMap<>(environment);
    all.put("ROOT", root.toString());
    all.put("USERSPEC", config.path("User").asText());
    all.put("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=%s -XX:+PrintFlagsFinal".formatted(CLASSES));
    var command =
        new ArrayList<>(
            List.of(
                "setpriv", "--no-new-privs", "unshare", "--mount", "sh", "-c", CONTAIN, "contain"));
    config.path("Entrypoint").forEach(word -> command.add(word.asText()));
    return OperatorProcess.start(command, all);
  }

  private void look(OperatorProcess process) {
    var proc = Path.of("/proc", Long.toString(process.pid()));
    var user = config.path("User").asText().replaceFirst(":.*", "");
    var status = read(proc.resolve("status"));
    System.out.println("ok: it created a profile");
    check(
        "it runs as user " + user,
        status.contains("\nUid:\t%1$s\t%1$s\t%1$s\t%1$s\n".formatted(user)));
    check("it has no capabilities", status.contains("\nCapPrm:\t0000000000000000\n"));
    check("it cannot gain any", status.contains("\nNoNewPrivs:\t1\n"));
    check("its files are read-only", read(proc.resolve("mountinfo")).contains(" / ro,"));
    check("the flags of the launcher are built in", process.log().contains("{jimage}"));
    var loaded = read(proc.resolve("root").resolve(Path.of("/").relativize(CLASSES)));
    check(
        "its classes come from the archive",
        loaded
            .lines()
            .filter(line -> line.contains(" io.bedrockoperator."))
            .anyMatch(line -> line.endsWith("source: shared objects file (top)")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(String what, boolean holds) {
    if (!holds) {
      throw new IllegalStateException("not so: " + what);
    }
    System.out.println("ok: " + what);
  }

  private static void run(String... command) throws IOException {
    try {
      var status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IOException("%s ended with %d".formatted(List.of(command), status));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
