package io.bedrockoperator.dev.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinarySearchTest {

  @TempDir Path temp;

  private final List<String> prepared = new ArrayList<>();
  private BinaryCache cache = new BinaryCache(Path.of(""), Binaries.PROGRAMS);

  @BeforeEach
  void emptyCache() {
    cache = new BinaryCache(temp.resolve("cache"), Binaries.PROGRAMS);
  }

  @Test
  void assetsDirectoryComesFirst() throws IOException {
    var assets = binaries(temp.resolve("assets"));
    binaries(cache.directory());

    assertThat(search(Map.of("KUBEBUILDER_ASSETS", assets.toString()), works("download")).find())
        .isEqualTo(assets);
    assertThat(prepared).isEmpty();
  }

  @Test
  void incompleteAssetsDirectoryIsRefusedByName() throws IOException {
    var assets = binaries(temp.resolve("assets"));
    Files.delete(assets.resolve("etcd"));
    binaries(cache.directory());

    assertThatThrownBy(search(Map.of("KUBEBUILDER_ASSETS", assets.toString()))::find)
        .hasMessage("KUBEBUILDER_ASSETS is set, but no executable etcd in " + assets);
  }

  @Test
  void cacheComesBeforeTheDownload() throws IOException {
    binaries(cache.directory());

    assertThat(search(Map.of(), works("download")).find()).isEqualTo(cache.directory());
    assertThat(prepared).isEmpty();
  }

  @Test
  void aFilledCacheMayBeReadOnly() throws IOException {
    binaries(cache.directory());

    search(Map.of()).find();

    assertThat(cache.root()).isDirectoryNotContaining(Files::isRegularFile);
  }

  @Test
  void downloadComesBeforeTheBuild() {
    assertThat(search(Map.of(), works("download"), works("build")).find())
        .isEqualTo(cache.directory());
    assertThat(prepared).containsExactly("download");
  }

  @Test
  void buildsWhenTheDownloadFails() {
    assertThat(search(Map.of(), fails("download"), works("build")).find())
        .isEqualTo(cache.directory());
    assertThat(prepared).containsExactly("download", "build");
  }

  @Test
  void nextRunFindsWhatThisOnePrepared() {
    search(Map.of(), works("build")).find();
    search(Map.of(), works("build")).find();

    assertThat(prepared).containsExactly("build");
  }

  @Test
  void anExtractionThatDidNotFinishIsReplaced() throws IOException {
    Files.delete(binaries(cache.directory()).resolve("kubectl"));

    search(Map.of(), works("download")).find();

    assertThat(Binaries.PROGRAMS.missingFrom(cache.directory())).isEmpty();
  }

  @Test
  void incompletePreparationIsNotKept() {
    var halfDone = new Scripted("download", "etcd", "kubectl");

    assertThatThrownBy(search(Map.of(), halfDone)::find)
        .hasMessageContaining("download: no executable kube-apiserver");
    assertThat(cache.directory()).doesNotExist();
  }

  @Test
  void leavesNoWorkDirectoryBehind() {
    search(Map.of(), fails("download"), works("build")).find();

    assertThat(cache.root())
        .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("preparing-"));
  }

  @Test
  void saysWhatWasTriedAndWhatToDo() {
    assertThatThrownBy(search(Map.of(), fails("download"), fails("build"))::find)
        .hasMessageContainingAll(
            "KUBEBUILDER_ASSETS: not set",
            "kube-api-test's directory: no directory " + cache.directory(),
            "download: broken on purpose",
            "build: broken on purpose",
            "set KUBEBUILDER_ASSETS to a directory",
            "install Go 1.25 or newer",
            "allow the download");
  }

  @Test
  void goThatIsNotThereIsSaid() throws IOException {
    assertThat(GoBuild.ofHelm().searching(temp.toString()).prepare(temp))
        .isEqualTo(new Finding.Missing("no go on the PATH"));
  }

  private BinarySearch search(Map<String, String> environment, Preparation... preparations) {
    return new BinarySearch(environment, cache, List.of(preparations));
  }

  private Preparation works(String name) {
    return new Scripted(name, "etcd", "kube-apiserver", "kubectl");
  }

  private Preparation fails(String name) {
    return new Scripted(name);
  }

  private static Path binaries(Path directory, String... names) throws IOException {
    Files.createDirectories(directory);
    for (var name :
        names.length == 0 ? List.of("etcd", "kube-apiserver", "kubectl") : List.of(names)) {
      Files.createFile(
          directory.resolve(name),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return directory;
  }

  private final class Scripted implements Preparation {

    private final String name;
    private final String[] results;

    Scripted(String name, String... results) {
      this.name = name;
      this.results = results;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Finding prepare(Path work) throws IOException {
      prepared.add(name);
      return results.length == 0
          ? new Finding.Missing("broken on purpose")
          : new Finding.Found(binaries(work.resolve("result"), results));
    }
  }
}
