package io.bedrockoperator.dev.sandbox;

import io.bedrockoperator.dev.emulator.BedrockEmulator;
import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.Operation;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Shows what changes in Bedrock and in the cluster after the samples, and who asks a model. */
final class News {

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private static final Set<Operation> SHOWN =
      EnumSet.of(
          Operation.CONVERSE,
          Operation.INVOKE_MODEL,
          Operation.CREATE_INFERENCE_PROFILE,
          Operation.DELETE_INFERENCE_PROFILE,
          Operation.TAG_RESOURCE,
          Operation.UNTAG_RESOURCE);

  private final BedrockEmulator bedrock;
  private final Changes changes;
  private final Screen screen;
  private Table table;

  News(BedrockEmulator bedrock, Changes changes, Screen screen, Table table) {
    this.bedrock = bedrock;
    this.changes = changes;
    this.screen = screen;
    this.table = table.withoutExpectations();
  }

  /** Until a signal ends the process. */
  void follow() throws InterruptedException {
    bedrock.clearCalls();
    while (true) {
      var change = changes.next(LOOK_EVERY);
      sayCalls();
      change.ifPresent(this::say);
    }
  }

  private void sayCalls() {
    var calls = bedrock.calls();
    bedrock.clearCalls();
    calls.stream().filter(call -> SHOWN.contains(call.operation())).forEach(this::say);
  }

  private void say(Call call) {
    screen.say(
        "Bedrock in %s: %s %s -> %s"
            .formatted(call.region(), call.operation().action(), call.subject(), call.answer()));
  }

  private void say(Change change) {
    var before = table.line(change.key());
    table = table.with(change);
    var now = table.line(change.key());
    if (!now.equals(before)) {
      screen.say(now.orElse(change.key() + " is gone"));
    }
  }
}
