package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Adopt;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.dev.emulator.EmulatorSettings.Lag;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Profiles that others created, and a spec names by their ARN. */
class NamedProfileTest {

  private final QuietWorld world = new QuietWorld();

  @Test
  void isAdoptedAlsoWhereItIsTooNewToBeSeen() {
    world.configure(settings -> settings.withReads(Lag.ofCreations(Duration.ofSeconds(5))));
    var arn = outside();
    world.world().ledger().belongsToStranger(arn);

    world.apply("chat", Manifest.of("chat", null, null, naming(arn)));
    world.world().ledger().mayAdopt(world.uid("chat"));
    world.world().pass(Duration.ofMinutes(5));

    assertThat(world.ready("chat")).isEqualTo(Readiness.AVAILABLE);
  }

  @Test
  void isObservedInThePlaceOfOneThatIsLost() {
    var lost = outside();
    world.apply(
        "chat", Edit.managementPolicy(Manifest.of("chat", null, null, naming(lost)), "Observe"));
    world.settle();
    world.outside().delete(lost);
    world.until(() -> world.ready("chat").equals("False ProfileLost"));
    var other = outside();

    world.edit("chat", spec -> Edit.adopt(spec, naming(other)));
    world.world().pass(Duration.ofMinutes(5));

    assertThat(world.ready("chat")).isEqualTo(Readiness.AVAILABLE);
    assertThat(world.recordedArn("chat")).isEqualTo(other);
  }

  /** Nothing on it tells any more that the operator never created it. */
  @Test
  void isRetainedAlsoWhereItIsTakenBackWithoutBeingNamed() {
    var arn = outside();
    world.world().ledger().belongsToStranger(arn);
    world.apply("chat", Manifest.of("chat", null, null, naming(arn)));
    world.world().ledger().mayAdopt(world.uid("chat"));
    world.settle();
    deleteResource();
    world.apply("chat", Manifest.of("chat"));
    world.settle();
    assertThat(world.recordedArn("chat")).isEqualTo(arn);

    deleteResource();

    assertThat(world.outside().named("chat")).hasSize(1);
  }

  private void deleteResource() {
    world.cluster().delete("chat");
    world.until(() -> world.cluster().get("chat").isEmpty());
  }

  private String outside() {
    return world.outside().create(CreateRequest.of("chat", Manifest.SOURCE)).arn();
  }

  private static Adopt naming(String arn) {
    return new Adopt(arn, null, null);
  }
}
