package io.bedrockoperator.dev.apiserver;

import java.nio.file.Path;
import java.util.List;

/**
 * One of our own, whose source is in the directory of {@code src/test/go} that has its name.
 *
 * @param what it is to those who wait for it
 */
record GoProgram(String name, String what) {

  /** Kept by its source: what was built from another one is never run. */
  Programs programs() {
    var source = GoBuild.fingerprint(GoBuild.MODULES.resolve(name));
    var layout = Path.of(name, source + Binaries.platform());
    return new Programs(what, layout, List.of(name));
  }

  /** Building it takes a minute or two, once on a machine. */
  Path ofThisMachine() {
    var cache = BinaryCache.ofKubeApiTest(programs());
    var supply = new Supply(cache, List.of(GoBuild.of(this)), List.of(GoBuild.ADVICE));
    return supply.get(List.of()).resolve(name);
  }
}
