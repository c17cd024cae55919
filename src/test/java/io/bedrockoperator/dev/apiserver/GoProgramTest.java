package io.bedrockoperator.dev.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoProgramTest {

  @TempDir Path temp;

  /** Else a program that was built before would be run in the place of a changed one. */
  @Test
  void isAnotherOneAsSoonAsItsSourceIs() throws IOException {
    var main = Files.writeString(temp.resolve("main.go"), "package main");
    var before = GoBuild.fingerprint(temp);
    assertThat(GoBuild.fingerprint(temp)).isEqualTo(before);

    Files.writeString(main, "package main // changed");
    var changed = GoBuild.fingerprint(temp);
    Files.writeString(temp.resolve("go.sum"), "example.com/module v1.0.0 h1:0=");

    assertThat(changed).isNotEqualTo(before);
    assertThat(GoBuild.fingerprint(temp)).isNotIn(before, changed);
  }

  @Test
  void isKeptUnderItsSource() {
    var directory = new GoProgram("promql", "the reader").programs().layout();

    assertThat(directory.toString())
        .isEqualTo(
            "promql/%s%s",
            GoBuild.fingerprint(GoBuild.MODULES.resolve("promql")), Binaries.platform());
  }
}
