package io.bedrockoperator.dev.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

  @TempDir Path temp;

  @Test
  void etcdListensOnTheLoopbackInterfaceOnly() throws Exception {
    var run = RunDirectory.create(echoes());

    run(run, "--listen-client-urls", "http://0.0.0.0:4711", "--name", "two words");

    assertThat(run.lastWords())
        .contains("<--listen-client-urls><http://127.0.0.1:4711><--name><two words>");
    run.delete();
  }

  @Test
  void deletionLeavesTheBinariesAlone() throws IOException {
    var binaries = echoes();
    var run = RunDirectory.create(binaries);

    run.delete();

    assertThat(run.path()).doesNotExist();
    assertThat(Binaries.PROGRAMS.missingFrom(binaries)).isEmpty();
  }

  private static void run(RunDirectory run, String... arguments) throws Exception {
    var line = new ArrayList<String>();
    line.add(Binaries.layout(run.path()).resolve(Binaries.ETCD).toString());
    line.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(line).start().waitFor()).isZero();
  }

  private Path echoes() throws IOException {
    for (var name : List.of(Binaries.ETCD, Binaries.API_SERVER, Binaries.KUBECTL)) {
      var script = temp.resolve(name);
      Files.writeString(script, "#!/bin/sh\nprintf '<%s>' \"$@\"\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
    return temp;
  }
}
