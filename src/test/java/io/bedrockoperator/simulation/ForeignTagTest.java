package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Tag;
import io.bedrockoperator.aws.StoreFailure.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A key that was never put is not ours to remove. */
class ForeignTagTest {

  private final QuietWorld world = new QuietWorld();

  @Test
  void staysWhereAwsRefusedToPutOurs() {
    var chat = world.settled(1).getFirst();
    world.outside().putTag(world.recordedArn(chat), "cost-programme", "theirs");
    world.fails("TagResource", Kind.DENIED);
    var before = List.of(new Tag("team", "a"));
    world.edit(
        chat,
        spec -> Edit.tags(spec, List.of(new Tag("team", "a"), new Tag("cost-programme", "ours"))));
    world.until(() -> world.ready(chat).equals("False AccessDenied"));

    world.edit(chat, spec -> Edit.tags(spec, before));
    world.world().hazard().disarm();
    world.world().pass(Duration.ofHours(1));

    assertThat(world.outside().named(chat).getFirst().tags())
        .containsEntry("cost-programme", "theirs");
  }
}
