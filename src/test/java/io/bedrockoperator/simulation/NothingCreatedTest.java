package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Adopt;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.dev.emulator.EmulatorSettings.Lag;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What never had a profile can be deleted while AWS is out of reach. */
class NothingCreatedTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final QuietWorld world = new QuietWorld();

  /** Its name was given to another moments before, and no listing shows that one yet. */
  @Test
  void whereTheNameWasRefusedBeforeItsHolderWasVisible() {
    world.configure(settings -> settings.withLists(Lag.ofCreations(Duration.ofSeconds(10))));
    var other = world.outside().create(CreateRequest.of("chat", Manifest.SOURCE)).arn();
    world.world().ledger().belongsToStranger(other);
    world.apply("chat");
    world.world().pass(HOUR);
    assertThat(world.ready("chat")).isEqualTo("False NameConflict");

    world.fails("ListInferenceProfiles", Kind.DENIED);
    world.cluster().delete("chat");
    world.world().pass(HOUR);

    assertThat(world.cluster().get("chat")).isEmpty();
  }

  /** Nothing was written on what it was to adopt. */
  @Test
  void whereTheAdoptionWasRefusedByAws() {
    var arn = world.outside().create(CreateRequest.of("chat", Manifest.SOURCE)).arn();
    world.world().ledger().belongsToStranger(arn);
    world.fails("TagResource", Kind.DENIED);
    world.apply("chat", Manifest.of("chat", "Delete", null, new Adopt(arn, null, null)));
    world.world().ledger().mayAdopt(world.uid("chat"));
    world.world().pass(HOUR);
    assertThat(world.ready("chat")).isEqualTo("False AccessDenied");

    world.fails("ListInferenceProfiles", Kind.DENIED);
    world.cluster().delete("chat");
    world.world().pass(HOUR);

    assertThat(world.cluster().get("chat")).isEmpty();
  }
}
