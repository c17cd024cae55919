package io.bedrockoperator.dev.apiserver;

import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubeapitest.binary.BinaryDownloader;
import io.fabric8.kubeapitest.binary.OSInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * kube-api-test's own download, in a process of its own: it sets no time limits, and those of the
 * JDK that would do instead are read once per JVM.
 */
final class Download implements Preparation {

  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final Duration LIMIT = Duration.ofMinutes(15);

  @Override
  public String name() {
    return "download from github.com/kubernetes-sigs/controller-tools";
  }

  @Override
  public Finding prepare(Path work) throws IOException {
    var command = new Command(commandLine(work), work, Map.of(), 1);
    var what = "downloading Kubernetes " + Binaries.KUBERNETES_VERSION;
    return switch (command.run(what, work.resolve("download.log"), LIMIT)) {
      case Command.Result.Done() -> new Finding.Found(Binaries.layout(work));
      case Command.Result.Failed(String why) -> new Finding.Missing(why);
    };
  }

  private static List<String> commandLine(Path work) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dsun.net.client.defaultConnectTimeout=" + SILENCE.toMillis(),
        "-Dsun.net.client.defaultReadTimeout=" + SILENCE.toMillis(),
        // So that an archive that was not read to its end disappears with the directory.
        "-Djava.io.tmpdir=" + work,
        "-cp",
        System.getProperty("java.class.path"),
        Download.class.getName(),
        work.toString());
  }

  public static void main(String[] args) {
    try {
      new BinaryDownloader(args[0], new OSInfo()).download(Binaries.KUBERNETES_VERSION);
    } catch (KubeAPITestException e) {
      System.out.println(e.getCause() == null ? e : e.getCause());
      System.exit(1);
    }
  }
}
