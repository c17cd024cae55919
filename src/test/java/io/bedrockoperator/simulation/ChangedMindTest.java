package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfileSpec;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The user changes the spec right before the finalizer is written: nothing was created. */
class ChangedMindTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final QuietWorld world = new QuietWorld();

  static Stream<Named<UnaryOperator<InferenceProfileSpec>>> changes() {
    return Stream.of(
        Named.of("suspended", spec -> Edit.suspended(spec, true)),
        Named.of("only observing", spec -> Edit.managementPolicy(spec, "Observe")),
        Named.of("not understood", spec -> Edit.deletionPolicy(spec, "Unheard")));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void holdsNothing(UnaryOperator<InferenceProfileSpec> change) {
    var changed = new AtomicBoolean();
    world.before(
        SimulatedApiServer.ADD_FINALIZER,
        () -> {
          if (!changed.getAndSet(true)) {
            world.edit("chat", change);
          }
        });
    world.apply("chat");
    world.world().pass(HOUR);

    assertThat(world.outside().named("chat")).isEmpty();
    assertThat(world.resource("chat").getMetadata().getFinalizers()).isEmpty();
  }
}
