package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Adopt;
import io.bedrockoperator.dev.emulator.CreateRequest;
import org.junit.jupiter.api.Test;

/** A status that a backup brought along from another cluster. */
class RestoredStatusTest {

  private final QuietWorld world = new QuietWorld();

  /** It has no token, since its profile was adopted. */
  @Test
  void isNotBelievedWhereTheProfileWasAdopted() {
    var arn = world.outside().create(CreateRequest.of("chat", Manifest.SOURCE)).arn();
    world.world().ledger().belongsToStranger(arn);
    world.apply("chat", Manifest.of("chat", null, null, new Adopt(arn, null, null)));
    world.world().ledger().mayAdopt(world.uid("chat"));
    world.settle();
    var status = world.resource("chat").getStatus();
    world.cluster().delete("chat");
    world.until(() -> world.cluster().get("chat").isEmpty());
    // The other cluster, where that resource lives on.
    world.outside().putTag(arn, "bedrock-operator.io/cluster", "another");

    world.apply("chat", Manifest.of("chat"));
    world.cluster().changeStatus("chat", status);
    world.rounds(1);

    assertThat(world.ready("chat")).isEqualTo("False NameConflict");
  }
}
