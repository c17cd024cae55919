package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Adopt;
import io.bedrockoperator.dev.emulator.CreateRequest;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a namespace costs that may not adopt, and asks for it a hundred times. */
class RefusedAdoptionTest {

  private final QuietWorld world = new QuietWorld();

  /** At each resync, every 4 to 5 minutes, the profile and its tags are read, and nothing else. */
  private static final int CALLS = 100 * 2 * 15;

  @Test
  void costsTwoReadsForEachResync() {
    world.cluster().allowAdoption(false);
    var arn = world.outside().create(CreateRequest.of("chat", Manifest.SOURCE)).arn();
    world.world().ledger().belongsToStranger(arn);
    IntStream.range(0, 100)
        .forEach(
            number ->
                world.apply(
                    "p-" + number, Manifest.of("chat", null, null, new Adopt(arn, null, null))));
    world.world().pass(Duration.ofMinutes(15));

    var hour = world.world().pass(Duration.ofHours(1));

    assertThat(hour.calls())
        .as("calls %s, requests %s", hour.aws(), hour.apiServer())
        .isLessThanOrEqualTo(CALLS);
  }
}
