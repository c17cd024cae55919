package io.bedrockoperator.dev.emulator;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The client request tokens of one Region; EC2 documents tokens as regional. */
final class TokenMemory {
  private record Receipt(CreateRequest request, Stored profile, Instant at) {}

  private final Map<String, Receipt> receipts = new HashMap<>();

  void remember(CreateRequest request, Stored profile, Instant now) {
    if (request.token() != null) {
      receipts.put(request.token(), new Receipt(request, profile, now));
    }
  }

  /** The profile that an earlier request with this token made, if the token is still known. */
  Optional<Stored> replay(CreateRequest request, EmulatorSettings.Tokens rules, Instant now) {
    var receipt = request.token() == null ? null : receipts.get(request.token());
    if (receipt == null || Stored.passed(receipt.at, rules.memory(), now)) {
      return Optional.empty();
    }
    if (!receipt.profile.alive()
        && rules.afterDeletion() != EmulatorSettings.DeadToken.ANSWERS_DEAD_ARN) {
      return replayDead(rules.afterDeletion());
    }
    if (rules.mismatch() == EmulatorSettings.TokenMismatch.CONFLICT
        && !receipt.request.sameParameters(request)) {
      throw Refusal.conflict("The client request token was used with other parameters.");
    }
    return Optional.of(receipt.profile);
  }

  private static Optional<Stored> replayDead(EmulatorSettings.DeadToken rule) {
    if (rule == EmulatorSettings.DeadToken.REFUSES) {
      throw Refusal.conflict("The client request token belongs to a deleted inference profile.");
    }
    return Optional.empty();
  }
}
