package io.bedrockoperator.deploy;

import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.dev.apiserver.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where an administrator types commands: the directory is the project's, kubectl and helm are on
 * the PATH, and nothing of the home directory of whoever runs the tests gets in.
 *
 * @param home below which both programs keep what they keep
 */
public record Console(Path home) {

  private static final Path PROJECT = Shipped.DIRECTORY.resolveSibling("");

  /** What a command line printed, both streams in one, and its exit status. */
  public record Result(int status, String output) {}

  /** With access to a server, in a directory that is empty. */
  public static Console of(ApiServer server, Path home) throws IOException {
    var programs = Files.createDirectory(home.resolve("bin"));
    Files.createSymbolicLink(programs.resolve("kubectl"), server.kubectl());
    Files.createSymbolicLink(programs.resolve("helm"), Helm.ofThisMachine());
    var console = new Console(home);
    Files.writeString(console.kubeconfig(), server.kubeconfig());
    return console;
  }

  public Path kubeconfig() {
    return home.resolve("kubeconfig");
  }

  /** Returns what a script for the shell prints; an AssertionError if it fails. */
  public String run(String script) {
    var result = attempt(script);
    if (result.status() != 0) {
      throw new AssertionError("%s%n%s".formatted(script, result.output()));
    }
    return result.output();
  }

  public Result attempt(String script) {
    try {
      var builder = new ProcessBuilder("sh", "-euc", script).redirectErrorStream(true);
      builder.directory(PROJECT.toFile());
      builder.environment().keySet().removeIf(name -> name.matches("HELM_.*|KUBE.*|XDG_.*"));
      builder.environment().put("HOME", home.toString());
      builder.environment().put("KUBECONFIG", kubeconfig().toString());
      builder.environment().merge("PATH", home.resolve("bin") + ":", (path, own) -> own + path);
      var process = builder.start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
