package io.bedrockoperator.dev.emulator;

import java.util.SplittableRandom;
import java.util.UUID;

/** Ids that look like Bedrock's and are the same for the same seed. */
final class Ids {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  // Every recorded id of an application inference profile has 12 lower-case alphanumerics.
  private static final int LENGTH = 12;

  private final SplittableRandom random;

  Ids(long seed) {
    random = new SplittableRandom(seed);
  }

  synchronized String profile() {
    var id = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  synchronized String request() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
