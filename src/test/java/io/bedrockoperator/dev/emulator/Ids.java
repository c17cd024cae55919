package io.bedrockoperator.dev.emulator;

import java.util.SplittableRandom;
import java.util.UUID;

/** Ids that look like those of AWS and are the same for the same seed. */
final class Ids {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  // Every recorded id of an application inference profile has 12 lower-case alphanumerics.
  private static final int LENGTH = 12;
  private static final String UNIQUE_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int UNIQUE_LENGTH = 16;

  private final SplittableRandom random;

  Ids(long seed) {
    random = new SplittableRandom(seed);
  }

  synchronized String profile() {
    return letters(ALPHABET, LENGTH);
  }

  /** A unique id as IAM's, which say by their prefix what they are of. */
  synchronized String unique(String prefix) {
    return prefix + letters(UNIQUE_ALPHABET, UNIQUE_LENGTH);
  }

  synchronized String request() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private String letters(String alphabet, int length) {
    var letters = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return letters.toString();
  }
}
