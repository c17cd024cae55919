package io.bedrockoperator.dev.apiserver;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The controllers of Kubernetes that delete what has lost its owner, and what is in a namespace
 * that is being deleted. It ends with this JVM.
 */
record GarbageCollector(Process process) implements AutoCloseable {

  static final String PROGRAM = "kube-controller-manager";

  static final Programs PROGRAMS =
      new Programs(
          "the garbage collector",
          Path.of(PROGRAM, Binaries.KUBERNETES_VERSION + Binaries.platform()),
          List.of(PROGRAM));

  private static final Duration STARTUP = Duration.ofMinutes(2);

  /** Getting the program may take minutes, once on a machine. */
  static Path ofThisMachine() {
    var cache = BinaryCache.ofKubeApiTest(PROGRAMS);
    var download = new ReleaseDownload(ReleaseDownload.RELEASES, PROGRAMS);
    var advice = List.of(GoBuild.ADVICE, "allow the download from " + download.releases());
    return new Supply(cache, List.of(download, GoBuild.ofGarbageCollector()), advice)
        .get(List.of())
        .resolve(PROGRAM);
  }

  /** Returns once it has collected something. */
  static GarbageCollector start(Path program, RunDirectory run, String kubeconfig)
      throws IOException {
    var line =
        List.of(
            program.toString(),
            "--kubeconfig=" + run.write("collector-kubeconfig", kubeconfig),
            "--controllers=garbage-collector-controller,namespace-controller",
            "--leader-elect=false",
            "--secure-port=0");
    var log = run.log(PROGRAM).toFile();
    var collector =
        new GarbageCollector(
            new ProcessBuilder(Lifeline.command(line))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start());
    try {
      collector.awaitFirstCollection(kubeconfig);
      return collector;
    } catch (IllegalStateException e) {
      collector.close();
      throw new IllegalStateException(e.getMessage() + run.lastWords(), e);
    }
  }

  private void awaitFirstCollection(String kubeconfig) {
    var orphan =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("without-an-owner")
            .withNamespace("default")
            .addNewOwnerReference()
            .withApiVersion("v1")
            .withKind("Namespace")
            .withName("never-there")
            .withUid(UUID.randomUUID().toString())
            .endOwnerReference()
            .endMetadata()
            .build();
    var config = Config.fromKubeconfig(kubeconfig);
    try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
      var gone = client.resource(client.resource(orphan).create()).informOnCondition(List::isEmpty);
      CompletableFuture.anyOf(gone, process.onExit()).get(STARTUP.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException("the garbage collector does not collect: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the garbage collector was starting", e);
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("the garbage collector did not start");
    }
  }

  @Override
  public void close() {
    Command.stop(process);
  }
}
