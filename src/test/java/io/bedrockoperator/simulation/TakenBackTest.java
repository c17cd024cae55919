package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Adopt;
import io.bedrockoperator.dev.emulator.CreateRequest;
import java.net.HttpURLConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an earlier resource adopted and left, the next one of its name takes back and leaves. */
class TakenBackTest {

  private final QuietWorld world = new QuietWorld();
  private final Hazard hazard = world.world().hazard();
  private String arn = "";

  @BeforeEach
  void adoptAndLeave() {
    arn = world.outside().create(CreateRequest.of("chat", Manifest.SOURCE)).arn();
    world.world().ledger().belongsToStranger(arn);
    world.apply("chat", Manifest.of("chat", null, null, new Adopt(arn, null, null)));
    world.world().ledger().mayAdopt(world.uid("chat"));
    world.settle();
    deleteResource();
  }

  @Test
  void isLeftWhereTheAnswerToTaggingWasLost() {
    world.losesAnswers("TagResource", hazard::disarm);

    takeBackAndDelete();

    assertThat(world.outside().named("chat")).hasSize(1);
  }

  @Test
  void isLeftWhereTheStatusCouldNotBeWrittenOnce() {
    hazard.outage(
        asked -> asked.equals(SimulatedApiServer.WRITE_STATUS) && isTagged(),
        false,
        asked -> {
          hazard.disarm();
          return new ApiRefusal(HttpURLConnection.HTTP_INTERNAL_ERROR);
        });

    takeBackAndDelete();

    assertThat(world.outside().named("chat")).hasSize(1);
  }

  /** It was adopted in the words of the spec, which were taken out of it once it was done. */
  @Test
  void isLeftWhereTheWishToAdoptItEndedMeanwhile() {
    world.outside().delete(arn);
    arn = world.outside().create(CreateRequest.of("chat", Manifest.SOURCE)).arn();
    world.world().ledger().belongsToStranger(arn);
    world.losesAnswers(
        "TagResource",
        () -> {
          hazard.disarm();
          world.edit("chat", spec -> Manifest.of("chat"));
        });

    world.apply("chat", Manifest.of("chat", null, null, new Adopt(arn, null, null)));
    world.world().ledger().mayAdopt(world.uid("chat"));
    world.settle();
    assertThat(world.recordedArn("chat")).isEqualTo(arn);
    deleteResource();

    assertThat(world.outside().named("chat")).hasSize(1);
  }

  private void takeBackAndDelete() {
    world.apply("chat", Manifest.of("chat"));
    world.settle();
    assertThat(world.recordedArn("chat")).isEqualTo(arn);
    deleteResource();
  }

  /** Its owner tags name the resource that lives now. */
  private boolean isTagged() {
    return world.outside().tagged("bedrock-operator.io/uid", world.uid("chat")).size() == 1;
  }

  private void deleteResource() {
    world.cluster().delete("chat");
    world.until(() -> world.cluster().get("chat").isEmpty());
  }
}
