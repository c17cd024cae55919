package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.emulator.CreateRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody asks for a look as soon as the name is free that another profile had. */
class FreedNameTest {

  /** Once it is certain that absence counts. */
  private static final Duration SOON = Duration.ofSeconds(45);

  private final QuietWorld world = new QuietWorld();
  private final VirtualTimeline time = world.world().time();

  /** Before, while and after it is uncertain what was created. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 10, 15, 19, 21, 25, 30, 35, 40, 60})
  void isTaken(int seconds) {
    var other = world.outside().create(CreateRequest.of("chat", Manifest.SOURCE)).arn();
    world.world().ledger().belongsToStranger(other);
    world.apply("chat");
    time.advance(Duration.ofSeconds(15));
    askForALook("first");
    time.advance(Duration.ofSeconds(seconds));
    assertThat(world.ready("chat")).isEqualTo("False NameConflict");

    world.outside().delete(other);
    askForALook("second");

    time.advance(SOON);
    assertThat(world.ready("chat")).isEqualTo(Readiness.AVAILABLE);
  }

  private void askForALook(String when) {
    world
        .cluster()
        .changeMetadata(
            "chat",
            meta ->
                meta.setAnnotations(Map.of("bedrock-operator.io/reconcile-requested-at", when)));
  }
}
