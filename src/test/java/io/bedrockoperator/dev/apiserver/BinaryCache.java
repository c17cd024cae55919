package io.bedrockoperator.dev.apiserver;

import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The directory in which kube-api-test keeps what it downloads, and we what we build. */
record BinaryCache(Path root, Programs programs) {

  static BinaryCache ofKubeApiTest(Programs programs) {
    // All three given, because this version cannot read them from its environment variables.
    var config =
        KubeAPIServerConfigBuilder.anAPIServerConfig()
            .withOfflineMode(true)
            .withWaitForEtcdHealthCheckOnStartup(false)
            .withStartupTimeout(0)
            .build();
    return new BinaryCache(Path.of(config.getKubeAPITestDir()).toAbsolutePath(), programs);
  }

  Path directory() {
    return programs.below(root);
  }

  Finding find() {
    return programs.in(directory());
  }

  /** Keeps other processes from downloading or building the same at the same time. */
  FileLock lock() throws IOException {
    Files.createDirectories(root);
    var channel =
        FileChannel.open(
            root.resolve("bedrock-operator.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    var lock = channel.tryLock();
    if (lock == null) {
      Progress.say("another process is preparing programs, waiting for it");
      lock = channel.lock();
    }
    return lock;
  }

  /** Nobody ever sees half a directory: the last step is an atomic move. */
  Finding fill(Preparation preparation) throws IOException {
    Files.createDirectories(root);
    var work = Files.createTempDirectory(root, "preparing-");
    try {
      return switch (preparation.prepare(work)) {
        case Finding.Found(Path prepared) -> keep(prepared);
        case Finding.Missing missing -> missing;
      };
    } finally {
      Directories.delete(work);
    }
  }

  private Finding keep(Path prepared) throws IOException {
    if (programs.in(prepared) instanceof Finding.Missing missing) {
      return missing;
    }
    Files.createDirectories(directory().getParent());
    // What is there by now is incomplete: an extraction of kube-api-test that did not finish.
    Directories.delete(directory());
    Files.move(prepared, directory(), StandardCopyOption.ATOMIC_MOVE);
    return new Finding.Found(directory());
  }
}
