package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Adopt;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.Tag;
import io.bedrockoperator.api.TagKeysOfCreation;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.reconcile.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written before a call, what it makes possible, and what is believed of it later. */
class WriteAheadTest {

  private static final String FOREIGN = "example.com/hold";

  /** In which a pass is over, and the next one has not begun. */
  private static final Duration MOMENT = Duration.ofMillis(500);

  private final QuietWorld world = new QuietWorld();

  @ParameterizedTest
  @CsvSource({
    "ListInferenceProfiles,  NO_CREDENTIALS, false",
    "ListInferenceProfiles,  UNAVAILABLE,    false",
    "ListInferenceProfiles,  DENIED,         false",
    "CreateInferenceProfile, NO_CREDENTIALS, false",
    "CreateInferenceProfile, DENIED,         false",
    "CreateInferenceProfile, QUOTA,          false",
    "CreateInferenceProfile, INVALID,        false",
    "CreateInferenceProfile, NOT_FOUND,      false",
    "CreateInferenceProfile, TOO_MANY_TAGS,  false",
    "CreateInferenceProfile, DENIED,         true",
    "ListInferenceProfiles,  DENIED,         true"
  })
  void whatNeverExistedGoesWithoutACall(String operation, Kind kind, boolean restarted) {
    world.fails(operation, kind);
    world.apply("chat");
    world.world().pass(Duration.ofMinutes(20));
    if (restarted) {
      world.stop();
      world.start();
      world.world().pass(Duration.ofMinutes(1));
    }

    world.cluster().delete("chat");

    assertThat(world.cluster().get("chat")).isEmpty();
    assertThat(world.world().pass(Duration.ofHours(1)).aws()).isEmpty();
  }

  @Test
  void whatAStrangersNameKeepsFromBeingCreatedGoesWithoutACall() {
    var stranger = world.settled(1).getFirst();
    world.apply("late", Manifest.of(stranger));
    world.world().pass(Duration.ofMinutes(1));
    assertThat(world.ready("late")).isEqualTo("False NameConflict");

    world.cluster().delete("late");

    assertThat(world.cluster().get("late")).isEmpty();
    assertThat(world.profiles(stranger)).hasSize(1);
  }

  /** The last answer is a refusal or none; the profile is there. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatMayHaveBeenCreatedIsLookedFor(boolean refusedLater) {
    world.losesAnswers("CreateInferenceProfile");
    world.apply("chat");
    world.world().pass(MOMENT);
    if (refusedLater) {
      world.fails("CreateInferenceProfile", Kind.DENIED);
      world.world().pass(Duration.ofSeconds(3));
    }
    assertThat(world.outside().named("chat")).hasSize(1);

    world.cluster().delete("chat");

    world.world().hazard().disarm();
    world.until(() -> world.cluster().get("chat").isEmpty());
    assertThat(world.outside().named("chat")).isEmpty();
  }

  @Test
  void aTagIsRemovedThoughTheProcessDiedAfterItPutIt() {
    var chat = world.settled(1).getFirst();
    world.losesAnswers("TagResource", world::stop);
    world.edit(chat, spec -> Edit.tags(spec, List.of(new Tag("team", "a"), new Tag("new", "x"))));
    world.world().pass(Duration.ofSeconds(5));
    assertThat(tagsOf(chat)).containsKey("new");
    world.edit(chat, spec -> Edit.tags(spec, List.of(new Tag("team", "a"))));

    world.world().hazard().disarm();
    world.start();
    world.settle();

    assertThat(tagsOf(chat)).containsEntry("team", "a").doesNotContainKey("new");
  }

  /** The tag is of the first creation that is sent, or comes to the spec after that one failed. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTagOfACreationIsRemovedThoughTheProcessDiedBeforeItReported(boolean first) {
    world.apply("chat", tagged(first ? List.of("team", "passing") : List.of("team")));
    world.fails("CreateInferenceProfile", Kind.UNAVAILABLE);
    world.world().pass(first ? Duration.ZERO : MOMENT);
    world.world().hazard().disarm();
    world.losesAnswers("CreateInferenceProfile", world::stop);
    world.edit("chat", spec -> tagged(List.of("team", "passing")));
    world.world().pass(Duration.ofMinutes(1));
    assertThat(world.outside().named("chat").getFirst().tags()).containsKey("passing");
    assertThat(status("chat").appliedTagKeys()).isNotEqualTo(List.of("passing", "team"));
    world.edit("chat", spec -> tagged(List.of("team")));

    world.world().hazard().disarm();
    world.start();
    world.settle();

    assertThat(tagsOf("chat")).containsKey("team").doesNotContainKey("passing");
  }

  enum Told {
    BY_ANOTHER_CLUSTER,
    WHILE_THE_STATUS_NAMES_THE_PROFILE,
    BEFORE_THE_TAG_WAS_REMOVED
  }

  /**
   * What says that a tag is the operator's does so for this resource only, and until it reports.
   */
  @ParameterizedTest
  @EnumSource(Told.class)
  void aStrangersTagStaysWhateverWasSaidOfACreation(Told told) {
    world.apply("chat", tagged(List.of("team", "passing")));
    world.settle();
    world.edit("chat", spec -> tagged(List.of("team")));
    world.settle();
    if (told != Told.BEFORE_THE_TAG_WAS_REMOVED) {
      annotate("chat", told == Told.BY_ANOTHER_CLUSTER ? "uid-elsewhere" : world.uid("chat"));
    }
    var arn = world.recordedArn("chat");
    Stream.of("passing", "theirs").forEach(key -> world.outside().putTag(arn, key, "x"));
    if (told != Told.WHILE_THE_STATUS_NAMES_THE_PROFILE) {
      world.stop();
      world.cluster().changeStatus("chat", null);
      world.start();
    }
    world.edit("chat", spec -> tagged(List.of("team", "new")));

    world.settle();

    assertThat(tagsOf("chat")).containsKeys("team", "new", "passing", "theirs");
  }

  private void annotate(String name, String uid) {
    var value = TagKeysOfCreation.written(uid, List.of("passing", "theirs"));
    world
        .cluster()
        .changeMetadata(
            name, metadata -> metadata.getAnnotations().put(TagKeysOfCreation.ANNOTATION, value));
  }

  /**
   * Its creation was refused, since somebody had a profile of that name, and is adopted instead.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTagOfACreationThatWasRefusedIsNotTakenForOursWhereItIsAdopted(boolean takesEffect) {
    var arn =
        world.outside().create(CreateRequest.of("chat", Manifest.copyFrom(Manifest.REGION))).arn();
    Stream.of("passing", "theirs").forEach(key -> world.outside().putTag(arn, key, "x"));
    world.apply("chat", tagged(List.of("team", "passing")));
    world.world().pass(Duration.ofMinutes(1));
    assertThat(world.ready("chat")).isEqualTo("False NameConflict");

    if (takesEffect) {
      world.losesAnswers("TagResource", world::stop);
    } else {
      world.diesBefore("TagResource");
    }
    world.edit(
        "chat",
        spec ->
            Edit.tags(
                Manifest.of("chat", null, null, new Adopt(null, true, null)),
                List.of(new Tag("team", "a"))));
    world.world().pass(Duration.ofMinutes(1));
    world.world().hazard().disarm();
    world.start();
    world.settle();

    assertThat(world.outside().named("chat").getFirst().tags())
        .containsKeys("team", "passing", "theirs");
  }

  private static InferenceProfileSpec tagged(List<String> keys) {
    return Edit.tags(Manifest.of("chat"), keys.stream().map(key -> new Tag(key, "a")).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Delete", "Retain"})
  void whatSomebodyElseHoldsSaysThatItIsOver(String policy) {
    var chat = world.settled(1).getFirst();
    world.edit(chat, spec -> Edit.deletionPolicy(spec, policy));
    world.cluster().setFinalizer(chat, FOREIGN, true);
    world.settle();
    var arn = world.recordedArn(chat);

    world.cluster().delete(chat);
    world.world().pass(Duration.ofMinutes(1));

    var held = world.resource(chat);
    assertThat(held.getMetadata().getFinalizers()).containsExactly(FOREIGN);
    assertThat(world.ready(chat)).isEqualTo("False Deleting");
    assertThat(status(chat).inferenceProfileArn()).isEqualTo(policy.equals("Retain") ? arn : null);
    assertThat(world.world().pass(Duration.ofHours(1)).apiServer()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTokenThatSomebodyTookOutOfTheStatusIsRemembered(boolean deletedAtOnce) {
    var chat = world.settled(1).getFirst();
    var told = status(chat);
    world
        .cluster()
        .changeStatus(
            chat,
            Resources.edited(told, "{\"clientRequestToken\": null, \"appliedTagKeys\": null}"));

    if (!deletedAtOnce) {
      world.rounds(1);
      assertThat(status(chat).clientRequestToken()).isEqualTo(told.clientRequestToken());
      assertThat(status(chat).appliedTagKeys()).isEqualTo(told.appliedTagKeys());
    }
    world.cluster().delete(chat);

    world.until(() -> world.cluster().get(chat).isEmpty());
    world.checkGone(chat);
  }

  @Test
  void aSpecThatChangesWhileAnotherIsRecordedAheadIsNotTakenForApplied() {
    var chat = world.settled(1).getFirst();
    var changed = new AtomicBoolean();
    world.before(
        SimulatedApiServer.WRITE_STATUS,
        () -> {
          if (changed.compareAndSet(false, true)) {
            tagNew(chat, "second");
          }
        });

    tagNew(chat, "first");
    world.world().pass(Duration.ofSeconds(30));

    assertThat(tagsOf(chat)).containsEntry("new", "second");
  }

  private void tagNew(String name, String value) {
    world.edit(name, spec -> Edit.tags(spec, List.of(new Tag("team", "a"), new Tag("new", value))));
  }

  @Test
  void aFinalizerThatSomebodyTookAwayDuringACreationComesBack() {
    world.losesAnswers("CreateInferenceProfile");
    world.apply("chat");
    world.world().pass(MOMENT);
    world.cluster().setFinalizer("chat", InferenceProfile.FINALIZER, false);
    world.fails("ListInferenceProfiles", Kind.UNAVAILABLE);
    world.world().pass(Duration.ofSeconds(3));

    world.cluster().delete("chat");

    world.world().hazard().disarm();
    world.until(() -> world.cluster().get("chat").isEmpty());
    world.checkGone("chat");
  }

  @ParameterizedTest
  @CsvSource({"THROTTLED", "UNAVAILABLE", "DENIED"})
  void aTakeOverThatFailsIsTriedAgain(Kind kind) {
    var loser = world.settled(1).getFirst();
    world.fails("TagResource", kind);
    world.apply("winner", Manifest.of(loser, null, null, new Adopt(null, true, true)));
    world.world().ledger().mayAdopt(world.uid("winner"));
    world.world().pass(Duration.ofSeconds(30));
    world.world().hazard().disarm();

    world.world().pass(Duration.ofMinutes(10));

    assertThat(world.ready("winner")).isEqualTo(Readiness.AVAILABLE);
  }

  /** It was refused before, for the same spec. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTakeOverIsDoneThoughTheProcessDiedAtIt(boolean takesEffect) {
    var loser = world.settled(1).getFirst();
    world.cluster().allowAdoption(false);
    world.apply("winner", Manifest.of(loser, null, null, new Adopt(null, true, true)));
    world.world().ledger().mayAdopt(world.uid("winner"));
    world.until(() -> world.ready("winner").equals("False AdoptionRefused"));
    if (takesEffect) {
      world.losesAnswers("TagResource", world::stop);
    } else {
      world.diesBefore("TagResource");
    }
    world.cluster().allowAdoption(true);
    world.until(() -> world.world().replicas().isEmpty());
    assertThat(world.recordedArn("winner")).isEqualTo(world.recordedArn(loser));

    world.world().hazard().disarm();
    world.start();
    world.world().pass(Duration.ofMinutes(10));

    assertThat(world.ready("winner")).isEqualTo(Readiness.AVAILABLE);
    world.until(() -> world.ready(loser).equals("False NameConflict"));
  }

  /** Once for each spec, also where it was not allowed at first. */
  @Test
  void whatWasTakenIsTakenBackOnceThatIsAllowed() {
    var first = world.settled(1).getFirst();
    var takeOver = Manifest.of(first, null, null, new Adopt(null, true, true));
    for (var name : List.of("second", "third")) {
      world.apply(name, takeOver);
      world.world().ledger().mayAdopt(world.uid(name));
      world.until(() -> world.ready(name).equals(Readiness.AVAILABLE));
    }
    world.until(() -> world.ready("second").equals("False NameConflict"));
    world.cluster().allowAdoption(false);
    world.edit("second", spec -> Edit.tags(spec, List.of(new Tag("team", "b"))));
    world.until(() -> world.ready("second").equals("False AdoptionRefused"));

    world.cluster().allowAdoption(true);
    world.until(() -> world.ready("second").equals(Readiness.AVAILABLE));

    world.until(() -> world.ready("third").equals("False NameConflict"));
    assertThat(world.world().pass(Duration.ofHours(1)).aws()).doesNotContainKey("TagResource");
  }

  @Test
  void aProfileThatIsNotFoundIsNotCalledActive() {
    var chat = world.settled(1).getFirst();
    var arn = world.recordedArn(chat);
    world.deleteOutside(chat);

    world.until(() -> world.ready(chat).equals("False Creating"));

    assertThat(status(chat).inferenceProfileArn()).isEqualTo(arn);
    assertThat(status(chat).status()).isNull();
  }

  @Test
  void aStatusFromAnotherClusterIsNotBelieved() {
    var theirs = world.settled(1).getFirst();
    var restored = status(theirs);
    world.stop();
    world.apply("chat");
    world.cluster().changeStatus("chat", restored);

    world.start();
    world.settle();

    assertThat(world.recordedArn("chat")).isNotEqualTo(world.recordedArn(theirs));
    assertThat(world.profiles("chat")).hasSize(1);
    assertThat(world.profiles(theirs)).hasSize(1);
  }

  /** Without a token, only the account tells that it is of somewhere else. */
  @Test
  void aStatusFromAnotherAccountIsNotBelievedAlsoByTheNextProcess() {
    world.stop();
    world.apply("chat");
    world
        .cluster()
        .changeStatus(
            "chat",
            Resources.status(
                """
                {"accountId": "999900001111", "status": "ACTIVE", "type": "APPLICATION",
                 "inferenceProfileArn": "arn:aws:bedrock:us-east-1:999900001111:application-inference-profile/x"}
                """));
    world.losesAnswers("CreateInferenceProfile", world::stop);
    world.start();
    world.until(() -> world.world().replicas().isEmpty());

    world.world().hazard().disarm();
    world.start();
    world.settle();

    assertThat(world.recordedArn("chat"))
        .isEqualTo(world.outside().named("chat").getFirst().profile().arn());
  }

  private InferenceProfileStatus status(String name) {
    return Objects.requireNonNull(world.resource(name).getStatus());
  }

  private Map<String, String> tagsOf(String name) {
    return world.profiles(name).getFirst().tags();
  }
}
