package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Adopt;
import io.bedrockoperator.api.Tag;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.dev.emulator.EmulatorSettings;
import io.bedrockoperator.dev.emulator.EmulatorSettings.Lag;
import io.bedrockoperator.reconcile.Resources;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nobody told the operator of, it finds out by itself. */
class NoticedLaterTest {

  private final QuietWorld world = new QuietWorld();

  @Test
  void aStatusThatSomebodyRemoved() {
    var chat = world.settled(1).getFirst();
    var arn = world.recordedArn(chat);
    world.cluster().changeStatus(chat, null);

    world.rounds(1);
    world.settle();

    assertThat(world.recordedArn(chat)).isEqualTo(arn);
  }

  @Test
  void resourcesAndEditsThatNoEventToldOf() {
    var known = world.settled(1).getFirst();
    world.world().replicas().getFirst().goDeaf();
    world.apply("new");
    world.edit(known, spec -> Edit.tags(spec, List.of(new Tag("team", "b"))));

    world.rounds(1);
    world.world().pass(Duration.ofSeconds(10));

    assertThat(world.ready("new")).isEqualTo(Readiness.AVAILABLE);
    assertThat(world.outside().named(known).getFirst().tags()).containsEntry("team", "b");
  }

  @Test
  void aStatusThatNoLongerHolds() {
    var chat = world.settled(1).getFirst();
    world
        .cluster()
        .changeStatus(chat, Resources.edited(world.resource(chat).getStatus(), TROUBLED));
    assertThat(world.ready(chat)).isEqualTo("Unknown BedrockError");

    world.rounds(1);
    world.settle();

    assertThat(world.ready(chat)).isEqualTo(Readiness.AVAILABLE);
  }

  /** As a write that took effect late would have it. */
  private static final String TROUBLED =
      """
      {"syncedGeneration": null, "refusal": null, "error": null,
       "conditions": [{"type": "Ready", "status": "Unknown", "observedGeneration": 1,
         "lastTransitionTime": "2026-01-01T00:00:00Z", "reason": "BedrockError", "message": ""}]}
      """;

  @Test
  void aTagThatWasRemovedFromTheSpecWhileListingsFailed() {
    var chat = world.settled(1).getFirst();
    world.fails("ListInferenceProfiles", Kind.DENIED);
    // Until the last listing says too little.
    world.world().pass(Duration.ofMinutes(15));
    world.edit(chat, spec -> Edit.tags(spec, List.of()));
    world.world().pass(Duration.ofMinutes(1));
    world.stop();
    world.world().hazard().disarm();

    world.start();
    world.settle();

    assertThat(world.outside().named(chat).getFirst().tags()).doesNotContainKey("team");
  }

  @Test
  void otherTagsWhereTheTaggingApiIsOutOfReach() {
    var chat = world.settled(1).getFirst();
    world.fails("GetResources", Kind.UNAVAILABLE);
    world.outside().putTag(world.recordedArn(chat), "team", "wrong");

    world.world().pass(Duration.ofDays(1));

    assertThat(world.outside().named(chat).getFirst().tags()).containsEntry("team", "a");
  }

  @Test
  void aTakeOverBetweenTwoSendingsOfOneToken() {
    // So that the look at all tags does not come next, and find it by chance.
    world.settled(1);
    world.rounds(1);
    world.configure(settings -> settings.withLists(Lag.ofCreations(Duration.ofSeconds(10))));
    world.losesAnswers("CreateInferenceProfile");
    world.apply("chat");
    world.until(() -> !world.outside().named("chat").isEmpty());
    var arn = world.outside().named("chat").getFirst().profile().arn();
    world.apply("winner", Manifest.of("chat", null, null, new Adopt(arn, null, true)));
    world.world().ledger().mayAdopt(world.uid("winner"));
    world.until(() -> world.ready("winner").equals(Readiness.AVAILABLE));
    world.world().hazard().disarm();
    world.until(() -> world.ready("chat").equals(Readiness.AVAILABLE));

    world.rounds(1);

    assertThat(world.recordedArn("winner")).isEqualTo(arn);
    assertThat(world.ready("chat")).isEqualTo("False NameConflict");
  }

  @Test
  void theTagsOfAProfileThatWasFoundAgainBeforeItWasActive() {
    world.configure(
        settings ->
            settings.with(new EmulatorSettings.Creation(Duration.ofMinutes(2), "CREATING")));
    world.losesAnswers("CreateInferenceProfile");
    world.apply("chat");
    world.until(() -> !world.outside().named("chat").isEmpty());
    world.stop();
    world.world().hazard().disarm();
    world.start();
    world.until(() -> world.ready("chat").equals("False Creating"));

    world.edit("chat", spec -> Edit.tags(spec, List.of()));
    world.settle();

    assertThat(world.outside().named("chat").getFirst().tags()).doesNotContainKey("team");
  }

  /** Where the token of a deleted profile makes another. */
  @Test
  void aCreationThatTakesEffectOnceItsProfileIsDeleted() {
    world.configure(
        settings ->
            settings.with(
                new EmulatorSettings.Tokens(
                    Duration.ofMinutes(1),
                    EmulatorSettings.DeadToken.CREATES_ANEW,
                    EmulatorSettings.TokenMismatch.IGNORED)));
    // Finalizer, listing, and then the creation.
    world.world().hazard().arm(2, new Step.Fate.ComeLate(Duration.ofSeconds(8)));
    world.apply("chat");
    world.until(() -> world.ready("chat").equals(Readiness.AVAILABLE));

    world.cluster().delete("chat");
    world.world().pass(Duration.ofMinutes(1));

    world.checkGone("chat");
  }

  /** And is known to be created here, not adopted: so it goes with its resource. */
  @Test
  void aProfileThatWasCreatedForWantOfOneToAdopt() {
    world.losesAnswers("CreateInferenceProfile");
    world.apply("chat", Manifest.of("chat", null, null, new Adopt(null, true, null)));
    world.until(() -> !world.outside().named("chat").isEmpty());
    world.stop();
    world.world().hazard().disarm();
    world.start();
    world.settle();

    world.cluster().delete("chat");
    world.world().pass(Duration.ofMinutes(1));

    world.checkGone("chat");
  }

  @Test
  void aProfileThatWasLeftMomentsAgo() {
    world.configure(
        settings ->
            settings
                .with(new EmulatorSettings.Names(false, Duration.ZERO))
                .withLists(Lag.ofCreations(Duration.ofSeconds(10))));
    world.apply("chat", Manifest.of("chat", "Retain", null, null));
    world.until(() -> world.ready("chat").equals(Readiness.AVAILABLE));
    world.cluster().delete("chat");
    world.until(() -> world.cluster().get("chat").isEmpty());

    world.apply("chat", Manifest.of("chat", "Retain", null, null));
    world.settle();

    assertThat(world.outside().named("chat")).hasSize(1);
    assertThat(world.profiles("chat")).hasSize(1);
  }
}
