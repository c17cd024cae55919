package io.bedrockoperator.dev.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelmTest {

  @TempDir Path temp;

  @Test
  void theOneThatIsNamedComesFirst() throws IOException {
    var named = helm(temp.resolve("named"), "v4.0.0");
    var onPath = helm(temp.resolve("path"), "v3.1.0");

    assertThat(search(Map.of("HELM", named.toString()), onPath).find()).isEqualTo(named);
  }

  @Test
  void oneThatIsNamedAndNotThereIsRefused() throws IOException {
    var onPath = helm(temp.resolve("path"), "v3.1.0");
    var absent = temp.resolve("absent");

    assertThatThrownBy(search(Map.of("HELM", absent.toString()), onPath)::find)
        .hasMessage("HELM is set, but %s is not executable", absent);
  }

  @Test
  void thePathComesBeforeTheCache() throws IOException {
    var onPath = helm(temp.resolve("path"), "v3.1.0");
    helm(cache().directory(), "v3.20.2");

    assertThat(search(Map.of(), onPath).find()).isEqualTo(onPath);
  }

  @Test
  void anotherMajorVersionOnThePathIsPassedOver() throws IOException {
    var onPath = helm(temp.resolve("path"), "v4.0.0");
    var cached = helm(cache().directory(), "v3.20.2");

    assertThat(search(Map.of(), onPath).find()).isEqualTo(cached);
  }

  @Test
  void saysWhatWasTriedAndWhatToDo() throws IOException {
    var onPath = helm(temp.resolve("path"), "v4.0.0");

    assertThatThrownBy(search(Map.of(), onPath)::find)
        .hasMessageContainingAll(
            "There is no sign of helm",
            "HELM: not set",
            "PATH: no helm 3",
            "no directory " + cache().directory(),
            "no go on the PATH",
            "set HELM to a helm 3",
            "install Go 1.25 or newer");
  }

  private Helm search(Map<String, String> environment, Path onPath) {
    var nowhere = GoBuild.ofHelm().searching(temp.toString());
    return new Helm(
        environment,
        new SearchPath(onPath.resolveSibling("").toString()),
        new Supply(cache(), List.of(nowhere), Helm.ADVICE));
  }

  private BinaryCache cache() {
    return new BinaryCache(temp.resolve("cache"), Helm.PROGRAMS);
  }

  private static Path helm(Path directory, String version) throws IOException {
    var program = Files.createDirectories(directory).resolve("helm");
    Files.writeString(program, "#!/bin/sh\necho %s\n".formatted(version));
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }
}
