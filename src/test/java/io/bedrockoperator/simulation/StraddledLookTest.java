package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.dev.emulator.EmulatorSettings;
import io.bedrockoperator.dev.emulator.EmulatorSettings.Lag;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A look that began before absence counted proves nothing, however long it took. */
class StraddledLookTest {

  private final QuietWorld world = new QuietWorld();

  @Test
  void holdsWhatAnEarlierProcessMayHaveCreated() {
    world.configure(
        settings ->
            settings
                .with(new EmulatorSettings.Names(false, Duration.ZERO))
                .withLists(Lag.ofCreations(Duration.ofSeconds(10))));
    var other = world.outside().create(CreateRequest.of("chat", Manifest.SOURCE)).arn();
    world.world().ledger().belongsToStranger(other);
    world.world().pass(Duration.ofMinutes(1));
    world.losesAnswers("CreateInferenceProfile");
    world.apply("chat");
    world.until(() -> world.profiles("chat").size() == 1);
    world.stop();

    // It took the last one that the quota allowed.
    world.fails("CreateInferenceProfile", Kind.QUOTA);
    // A listing, and then the tags of the other one of that name: two attempts without an answer.
    world.world().hazard().arm(1, new Step.Fate.TakeLong(Duration.ofSeconds(21)));
    world.start();
    world.until(() -> world.ready("chat").equals("False QuotaExceeded"));

    assertThat(world.profiles("chat")).hasSize(1);
    assertThat(world.resource("chat").hasFinalizer(InferenceProfile.FINALIZER)).isTrue();
    world.cluster().delete("chat");
    world.until(() -> world.cluster().get("chat").isEmpty());
    assertThat(world.outside().named("chat")).hasSize(1);
  }
}
