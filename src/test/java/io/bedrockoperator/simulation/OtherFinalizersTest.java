package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the status of a resource says that waits for others. */
class OtherFinalizersTest {

  private final QuietWorld world = new QuietWorld();

  @Test
  void namesThoseThatAreStillThere() {
    var chat = world.settled(1).getFirst();
    world.cluster().setFinalizer("team-a/" + chat, "example.com/first", true);
    world.cluster().setFinalizer("team-a/" + chat, "example.com/second", true);
    world.cluster().delete(chat);
    world.world().pass(Duration.ofMinutes(5));
    world.cluster().setFinalizer("team-a/" + chat, "example.com/first", false);

    world.rounds(2);

    assertThat(world.resource(chat).getStatus().toString())
        .contains("example.com/second")
        .doesNotContain("example.com/first");
  }
}
