package io.bedrockoperator.dev.emulator;

import java.time.Duration;
import java.time.Instant;

/** What the tests of the account have in common. */
final class SampleProfiles {
  static final String ACCOUNT = "123456789012";
  static final String EAST = "us-east-1";
  static final String WEST = "us-west-2";
  static final String NOVA = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
  static final String US_NOVA =
      "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0";
  static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00.123456789Z");
  static final Duration SECOND = Duration.ofSeconds(1);
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Duration HOUR = Duration.ofHours(1);

  private SampleProfiles() {}
}
