package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.Adopt;
import io.bedrockoperator.crd.OlderCrd;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A CRD that lacks a field of the status, so that the API server takes away what is written there:
 * nothing spins, nothing is created twice, and all is well once the field is there.
 */
class OlderCrdTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration RECOVERY = Duration.ofMinutes(15);

  /** As many as anything else costs that goes wrong for long. */
  private static final int CALLS = 150;

  /** Two at each attempt, where nothing is known of the schema; these are minutes apart. */
  private static final int REQUESTS = 50;

  private final QuietWorld world = new QuietWorld();

  static Stream<String> fields() {
    return Stream.of(
        "observedGeneration",
        "inferenceProfileArn",
        "inferenceProfileId",
        "status",
        "type",
        "models",
        "models.modelArn",
        "models.lifecycle",
        "models.endOfLifeTime",
        "createdAt",
        "clientRequestToken",
        "appliedTagKeys",
        "previousInferenceProfileArns",
        "syncedGeneration",
        "refusal",
        "lastHandledReconcileAt",
        "error",
        "conditions",
        "conditions.reason");
  }

  static Stream<Arguments> fieldsPublishedOrNot() {
    return fields()
        .flatMap(field -> Stream.of(true, false).map(known -> Arguments.of(field, known)));
  }

  static Stream<Arguments> deeds() {
    return fields()
        .flatMap(field -> Stream.of(Deed.values()).map(deed -> Arguments.of(field, deed)))
        .flatMap(
            given ->
                Stream.of(true, false)
                    .map(noticed -> Arguments.of(given.get()[0], given.get()[1], noticed)));
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void anyFieldMayBeMissing(String field, Deed deed, boolean noticed) {
    deed.prepare(world);
    install(OlderCrd.without("status." + field), noticed);

    var hour =
        world.during(
            () -> {
              deed.begin(world);
              world.world().pass(HOUR);
            });

    checkCalm(hour);
    assertThat(world.outside().named(deed.resource())).hasSizeLessThan(2);

    install(OlderCrd.complete(), true);
    world.world().pass(RECOVERY);
    deed.check(world);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void nothingIsWrittenAtRestAndAllIsThereInTheEnd(String field) {
    world.settled(3);
    var whole = world.resource("p-0").getStatus();
    install(OlderCrd.without("status." + field), true);
    world.stop();
    var start =
        world.during(
            () -> {
              world.start();
              world.world().pass(RECOVERY);
            });
    assertThat(start.requests(SimulatedApiServer.CREATE_EVENT)).isLessThanOrEqualTo(3);

    var hour = world.world().pass(HOUR);

    assertThat(hour.apiServer()).isEmpty();
    install(OlderCrd.complete(), true);
    world.world().pass(RECOVERY);
    assertThat(world.resource("p-0").getStatus())
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*lastTransitionTime", "clientRequestToken")
        .isEqualTo(whole);
  }

  /** It writes the token before it creates, and would write it again and again. */
  @ParameterizedTest
  @MethodSource("fieldsPublishedOrNot")
  void creatingForWantOfAProfileToAdoptDoesNotSpin(String field, boolean published) {
    install(OlderCrd.without("status." + field), false);
    world.cluster().publishesSchema(published);

    var hour =
        world.during(
            () -> {
              world.apply("chat", Manifest.of("chat", null, null, new Adopt(null, true, null)));
              world.world().pass(HOUR);
            });

    checkCalm(hour);
    world.cluster().publishesSchema(true);
    install(OlderCrd.complete(), true);
    world.world().pass(RECOVERY);
    assertThat(world.ready("chat")).isEqualTo(Readiness.AVAILABLE);
    assertThat(world.outside().named("chat")).hasSize(1);
  }

  private void install(OlderCrd crd, boolean noticed) {
    world.cluster().install(crd);
    if (noticed) {
      world.world().replicas().forEach(Replica::checkSchema);
    }
  }

  private static void checkCalm(Traffic hour) {
    assertThat(hour.calls()).as("calls %s", hour.aws()).isLessThanOrEqualTo(CALLS);
    assertThat(hour.requests()).as("requests %s", hour.apiServer()).isLessThanOrEqualTo(REQUESTS);
  }

  /** Upgraded without its CRDs, by somebody who has no accounts but the operator's own. */
  @Test
  void createsInTheOwnAccountWithoutTheFieldsOfOthers() {
    var world = new QuietWorld();
    world.cluster().install(OlderCrd.without("spec.accountRef", "status.accountRef"));
    world.world().replicas().forEach(Replica::checkSchema);
    world.apply("chat");

    world.world().pass(Duration.ofMinutes(10));

    assertThat(world.outside().named("chat")).hasSize(1);
  }
}
