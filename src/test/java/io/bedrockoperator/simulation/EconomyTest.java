package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Adopt;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.Tag;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.dev.emulator.EmulatorSettings;
import io.bedrockoperator.dev.emulator.EmulatorSettings.TagIndex;
import io.bedrockoperator.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What it costs, in calls of AWS and writes to the cluster, counted one by one. */
class EconomyTest {

  private static final int MANY = 300;

  /** The resync's own, which comes up to a fifth earlier. */
  private static final Duration RESYNC = Duration.ofMinutes(5);

  /** Rounds of the resync in which all tags are looked at once. */
  private static final int TAG_CHECK = 12;

  /** Two looks apart in time, before a loss is believed. */
  private static final Duration CONFIRMATION = Duration.ofSeconds(30);

  private static final Duration HOUR = Duration.ofHours(1);

  private final QuietWorld world = new QuietWorld();

  @Test
  void creationCostsTwoWritesForEachResource() {
    world.settled(1);

    var traffic = world.during(() -> world.settled(MANY));

    assertThat(traffic.apiServer())
        .isEqualTo(
            Map.of(
                SimulatedApiServer.ADD_FINALIZER, MANY,
                SimulatedApiServer.WRITE_STATUS, MANY,
                SimulatedApiServer.CREATE_EVENT, MANY));
    assertThat(traffic.calls("CreateInferenceProfile")).isEqualTo(MANY);
    assertThat(traffic.aws()).containsOnlyKeys("CreateInferenceProfile", "ListInferenceProfiles");
  }

  /** A refusal wakes nobody, least of all the resource that was refused. */
  @Test
  void aQuotaThatIsUsedUpInAnAccountCostsOneCreationForEachRecheck() {
    world.world().accounts().createBoth();
    world.configure(settings -> settings.withQuota(0));
    world.apply("team-a/chat", Manifest.of("chat"));
    world.world().pass(HOUR);

    var hour = world.world().pass(HOUR);

    assertThat(world.ready("team-a/chat")).isEqualTo("False QuotaExceeded");
    assertThat(hour.calls("CreateInferenceProfile")).isBetween(10, 30);
  }

  /** The first ones of a Region are created before its models are listed. */
  @Test
  void theFirstOnesOfARegionCostOneWriteMoreAndOneListingOfItsModels() {
    var traffic = world.during(() -> world.settled(2));

    assertThat(traffic.requests(SimulatedApiServer.WRITE_STATUS)).isEqualTo(2 + 2);
    assertThat(traffic.calls("ListFoundationModels")).isOne();
  }

  /** Without a read; and the watch of what was written wakes nobody. */
  @Test
  void publishingCostsOneWriteMore() {
    world.settled(1);

    var traffic =
        world.world().during(() -> world.settled(MANY, name -> published(Manifest.of(name))));

    assertThat(traffic.apiServer())
        .isEqualTo(
            Map.of(
                SimulatedApiServer.ADD_FINALIZER, MANY,
                SimulatedApiServer.CREATE_CONFIG_MAP, MANY,
                SimulatedApiServer.WRITE_STATUS, MANY,
                SimulatedApiServer.CREATE_EVENT, MANY));
  }

  @Test
  void idlingAndARestartCostNothingMoreForWhatIsPublished() {
    world.settled(MANY, name -> published(Manifest.of(name)));
    world.rounds(TAG_CHECK);

    assertThat(world.rounds(TAG_CHECK).apiServer()).isEmpty();
    world.stop();
    world.start();
    assertThat(world.world().pass(Duration.ofMinutes(1)).apiServer()).isEmpty();
  }

  private static InferenceProfileSpec published(InferenceProfileSpec spec) {
    return Edit.publish(spec, Optional.of(spec.inferenceProfileName() + "-bedrock"));
  }

  @Test
  void idlingCostsOneListingForEachResyncAndTagsInBatches() {
    settledForLong(MANY);

    var traffic = world.rounds(4 * TAG_CHECK);

    assertThat(traffic.aws())
        .isEqualTo(Map.of("ListInferenceProfiles", 4 * TAG_CHECK, "GetResources", 4 * 3));
    assertThat(traffic.apiServer()).isEmpty();
  }

  @Test
  void idlingInTwoRegionsCostsTwiceAsMuch() {
    world.settled(MANY);
    world.settled(250, name -> Manifest.in("us-west-2", name));
    world.rounds(TAG_CHECK);

    var traffic = world.rounds(2 * TAG_CHECK);

    assertThat(traffic.aws())
        .isEqualTo(
            Map.of("ListInferenceProfiles", 2 * 2 * TAG_CHECK, "GetResources", 2 * 3 + 2 * 3));
    assertThat(traffic.apiServer()).isEmpty();
  }

  @Test
  void aListingTakesAPageForEachThousand() {
    world.configure(settings -> settings.withQuota(1_200));
    world.settled(1_100);
    world.rounds(TAG_CHECK);

    var traffic = world.rounds(TAG_CHECK);

    assertThat(traffic.aws())
        .isEqualTo(Map.of("ListInferenceProfiles", 2 * TAG_CHECK, "GetResources", 11));
  }

  @Test
  void whereTagsCannotBeReadInBatchesEachProfilesAreReadOnceAndSpread() {
    world.configure(settings -> settings.with(new TagIndex(Duration.ZERO, true)));
    world.settled(MANY);
    world.rounds(TAG_CHECK);

    var reads = 0;
    for (var round = 0; round < TAG_CHECK; round++) {
      var traffic = world.rounds(1);
      assertThat(traffic.calls("ListInferenceProfiles")).isOne();
      assertThat(traffic.calls("ListTagsForResource"))
          .isLessThanOrEqualTo(Math.ceilDiv(MANY, TAG_CHECK));
      assertThat(traffic.calls("GetResources")).isLessThanOrEqualTo(1);
      reads += traffic.calls("ListTagsForResource");
      assertThat(traffic.calls())
          .isEqualTo(1 + traffic.calls("ListTagsForResource") + traffic.calls("GetResources"));
      assertThat(traffic.apiServer()).isEmpty();
    }
    assertThat(reads).isEqualTo(MANY);
  }

  /** One listing; and two that passes make which meet it in the one thread of this simulation. */
  @Test
  void aRestartCostsAListingAndNoWrite() {
    world.settled(MANY);
    world.stop();
    world.start();

    var traffic = world.world().pass(Duration.ofMinutes(1));

    assertThat(traffic.calls()).isBetween(1, 3);
    assertThat(traffic.aws()).containsOnlyKeys("ListInferenceProfiles");
    assertThat(traffic.apiServer()).isEmpty();
  }

  @Test
  void aRestartLooksAtEveryResource() {
    var names = world.settled(MANY);
    world.stop();
    world.deleteOutside(names.getFirst());
    world.deleteOutside(names.getLast());
    world.start();

    // What another process may have created moments ago is not missed at once.
    world.world().pass(RESYNC.plus(CONFIRMATION));

    assertThat(world.profiles(names.getFirst())).hasSize(1);
    assertThat(world.profiles(names.getLast())).hasSize(1);
    assertThat(world.readiness()).containsExactly(Readiness.AVAILABLE);
  }

  /** Forty; and some that passes make which meet them in the one thread of this simulation. */
  @Test
  void manyThatWaitForActiveShareAListingInFifteenSeconds() {
    world.settled(MANY);
    world.world().disguise(profile -> Disguise.withStatus(profile, "SOMETHING_NEW"));
    world.world().pass(RESYNC.multipliedBy(2));

    var traffic = world.world().pass(Duration.ofMinutes(10));

    assertThat(traffic.aws()).containsOnlyKeys("ListInferenceProfiles");
    assertThat(traffic.calls()).isBetween(20, 80);
    assertThat(traffic.apiServer()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "UNAVAILABLE"})
  void aListingThatFailsOnceAtARestartIsNoNews(Kind kind) {
    world.settled(MANY);
    world.stop();
    world.start();
    listingsFail(kind);
    world.world().pass(Duration.ofMillis(500));
    world.world().hazard().disarm();

    var traffic = world.world().pass(RESYNC);

    assertThat(traffic.apiServer()).isEmpty();
    assertThat(traffic.aws()).containsOnlyKeys("ListInferenceProfiles", "ListFoundationModels");
    assertThat(traffic.calls()).isLessThanOrEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, MANY})
  void aLossIsNoticedWithinAResyncAtACostThatDoesNotGrow(int resources) {
    var lost = world.settled(resources).getFirst();
    var before = world.recordedArn(lost);
    world.deleteOutside(lost);
    var deleted = world.world().time().nanoTime();

    var traffic =
        world.during(
            () -> {
              world.until(() -> world.ready(lost).contains(Reason.CREATING.value()));
              assertThat(world.recordedArn(lost)).isEqualTo(before);
              assertThat(world.world().time().nanoTime() - deleted).isLessThan(RESYNC.toNanos());
              world.world().pass(CONFIRMATION);
            });

    assertThat(world.ready(lost)).isEqualTo(Readiness.AVAILABLE);
    assertThat(world.recordedArn(lost)).isNotEqualTo(before);
    assertThat(world.profiles(lost)).hasSize(1);
    assertThat(traffic.calls("GetInferenceProfile")).isEqualTo(2);
    assertThat(traffic.calls("ListTagsForResource")).isZero();
    assertThat(traffic.calls("CreateInferenceProfile")).isOne();
    assertThat(traffic.calls("ListInferenceProfiles")).isLessThanOrEqualTo(5);
    assertThat(traffic.requests(SimulatedApiServer.WRITE_STATUS)).isEqualTo(3);
  }

  @Test
  void aChangedTagIsPutBackWithinTwelveResyncsAndOnlyThatProfileIsRead() {
    var changed = settledForLong(MANY).getLast();
    var arn = world.recordedArn(changed);
    world.outside().putTag(arn, "team", "b");

    var traffic = world.rounds(TAG_CHECK);

    assertThat(world.profiles(changed).getFirst().tags()).containsEntry("team", "a");
    assertThat(traffic.aws())
        .isEqualTo(
            Map.of(
                "ListInferenceProfiles", TAG_CHECK,
                "GetResources", 3,
                "ListTagsForResource", 1,
                "TagResource", 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, MANY})
  void aLaggingIndexOfTagsCostsNoMoreThanLooks(int resources) {
    world.configure(settings -> settings.with(new TagIndex(Duration.ofDays(1), false)));
    settledForLong(resources);

    var traffic = world.rounds(TAG_CHECK);

    // Nothing is known of any, so each is suspected, and read once.
    assertThat(traffic.calls("ListTagsForResource")).isEqualTo(resources);
    assertThat(traffic.apiServer()).isEmpty();
  }

  @Test
  void whoLosesAProfileToAnotherResourceKnowsWithinAResync() {
    var loser = world.settled(MANY).getFirst();
    var arn = world.recordedArn(loser);
    takeOver(loser, "winner");

    var traffic = world.world().pass(RESYNC);

    assertThat(world.recordedArn("winner")).isEqualTo(arn);
    assertThat(world.ready(loser)).isEqualTo("False NameConflict");
    assertThat(traffic.calls()).isLessThanOrEqualTo(10);
  }

  @Test
  void whoOnlyObservesAProfileThatAnotherTakesLooksOnce() {
    var observer = world.settled(1).getFirst();
    world.edit(observer, spec -> Edit.managementPolicy(spec, "Observe"));
    world.settle();
    takeOver(observer, "winner");
    world.rounds(1);

    var traffic = world.rounds(TAG_CHECK);

    assertThat(world.ready(observer)).isEqualTo(Readiness.AVAILABLE);
    assertThat(traffic.aws())
        .isEqualTo(Map.of("ListInferenceProfiles", TAG_CHECK, "GetResources", 1));
  }

  /** The looks at tags begin after a random time, which keeps processes apart. */
  private List<String> settledForLong(int count) {
    var names = world.settled(count);
    world.rounds(TAG_CHECK);
    return names;
  }

  private void takeOver(String loser, String winner) {
    world.apply(winner, Manifest.of(loser, null, null, new Adopt(null, true, true)));
    world.world().ledger().mayAdopt(world.uid(winner));
    world.until(() -> world.ready(winner).equals(Readiness.AVAILABLE));
  }

  @Test
  void aSpecThatAwsRefusedIsTriedOnceAnHour() {
    world.apply("doomed", Manifest.of("not--a--name"));
    var first = world.world().pass(Duration.ofMinutes(10));
    assertThat(world.ready("doomed")).isEqualTo("False InvalidSpec");
    assertThat(first.calls("CreateInferenceProfile")).isOne();

    var day = world.world().pass(Duration.ofDays(1));
    world.stop();
    world.start();
    var restarted = world.world().pass(Duration.ofMinutes(45));

    assertThat(day.calls("CreateInferenceProfile")).isBetween(24, 30);
    assertThat(day.calls("ListInferenceProfiles")).isBetween(24, 30);
    assertThat(day.requests(SimulatedApiServer.WRITE_STATUS)).isZero();
    assertThat(restarted).isEqualTo(nothing());
  }

  @Test
  void aSuspendedResourceCostsNothing() {
    var names = world.settled(2);
    names.forEach(name -> world.edit(name, spec -> Edit.suspended(spec, true)));
    world.apply("never-created", Edit.suspended(Manifest.of("never-created"), true));
    var told = world.world().pass(Duration.ofMinutes(1));

    var day = world.world().pass(Duration.ofDays(1));
    world.stop();
    world.start();
    var restarted = world.world().pass(HOUR);

    assertThat(told.aws()).isEmpty();
    assertThat(told.apiServer()).isEqualTo(Map.of(SimulatedApiServer.WRITE_STATUS, 3));
    assertThat(day).isEqualTo(nothing());
    assertThat(restarted).isEqualTo(nothing());
  }

  /**
   * While listings fail, a failure stands for all for up to 32 s: so 3,600 / 32 calls, and the few
   * of the first seconds.
   */
  @ParameterizedTest
  @CsvSource({
    "THROTTLED, Unknown Throttled",
    "UNAVAILABLE, Unknown BedrockUnavailable",
    "DENIED, False AccessDenied",
    "NO_CREDENTIALS, False CredentialsUnavailable"
  })
  void failingListingsAreToldByAllAtTheCostOfOne(Kind kind, String said) {
    world.settled(MANY);
    listingsFail(kind);

    world.world().pass(Duration.ofMinutes(3));
    assertThat(world.readiness()).containsExactly(Readiness.AVAILABLE);
    var failing = world.world().pass(Duration.ofMinutes(57));

    assertThat(world.readiness()).containsExactly(said);
    assertThat(failing.calls()).isLessThanOrEqualTo(120);
    assertThat(failing.requests(SimulatedApiServer.WRITE_STATUS)).isEqualTo(MANY);
    assertThat(failing.requests(SimulatedApiServer.CREATE_EVENT)).isEqualTo(MANY);

    world.world().hazard().disarm();
    var mended = world.world().pass(Duration.ofMinutes(6));

    assertThat(world.readiness()).containsExactly(Readiness.AVAILABLE);
    assertThat(mended.aws()).doesNotContainKeys("GetInferenceProfile", "ListTagsForResource");
    assertThat(mended.calls()).isLessThanOrEqualTo(20);
    assertThat(mended.apiServer()).isEqualTo(Map.of(SimulatedApiServer.WRITE_STATUS, MANY));
  }

  @Test
  void anEditWhileListingsFailIsNotLost() {
    var edited = world.settled(2).getFirst();
    world.rounds(1);
    listingsFail(Kind.UNAVAILABLE);
    world.world().pass(RESYNC.plusMinutes(1));
    world.edit(edited, spec -> Edit.tags(spec, List.of(new Tag("team", "b"))));
    world.world().pass(RESYNC);
    world.world().hazard().disarm();

    world.world().pass(RESYNC.plusMinutes(1));

    assertThat(world.ready(edited)).isEqualTo(Readiness.AVAILABLE);
    assertThat(world.profiles(edited).getFirst().tags()).containsEntry("team", "b");
  }

  @Test
  void anEditWhileTheProfileIsNotYetActiveIsNotLost() {
    world.configure(
        settings ->
            settings.with(new EmulatorSettings.Creation(Duration.ofMinutes(2), "CREATING")));
    world.apply("edited");
    world.world().pass(Duration.ofSeconds(5));
    world.fails("ListTagsForResource", Kind.UNAVAILABLE);
    world.edit("edited", spec -> Edit.tags(spec, List.of(new Tag("team", "b"))));
    world.world().pass(Duration.ofSeconds(5));
    world.world().hazard().disarm();

    world.world().pass(RESYNC);

    assertThat(world.ready("edited")).isEqualTo(Readiness.AVAILABLE);
    assertThat(world.profiles("edited").getFirst().tags()).containsEntry("team", "b");
  }

  private void listingsFail(Kind kind) {
    world.fails("ListInferenceProfiles", kind);
  }

  private static Traffic nothing() {
    return new Traffic(Map.of(), Map.of());
  }
}
