package io.bedrockoperator.dev.crd;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;

/** Writes the CRDs, and the chart's copies of them. */
public final class GenerateCrd {

  private GenerateCrd() {}

  public static void main(String[] args) throws IOException {
    for (var crd : ShippedCrd.values()) {
      for (var file : List.of(crd.file(), crd.chartFile())) {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, crd.yaml());
      }
    }
  }
}
