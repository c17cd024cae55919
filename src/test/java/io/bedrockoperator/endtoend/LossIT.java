package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.LIST_INFERENCE_PROFILES;
import static io.bedrockoperator.endtoend.Patience.onceCertain;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.emulator.Call;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.dev.emulator.EmulatorSettings.Lag;
import io.bedrockoperator.status.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Profiles that cannot be seen: not yet, or not any more. The operator waits until it is sure, so
 * everything is prepared at once, and each test waits for its part.
 */
class LossIT {

  private static final Duration LAG = Duration.ofSeconds(3);

  @AutoClose private static Stage stage;
  private static String lost;
  private static String lostForGood;
  private static String gone;
  private static String stranger;
  private static List<Call> listingsUntilLaggingIsKnown;

  @BeforeAll
  static void loseProfiles() {
    stage = Stage.withOperatorIn("loss");
    stage.bedrock().account().configure(settings -> settings.withLists(Lag.ofCreations(LAG)));
    stage.create("lagging");
    stage.known("lagging");
    listingsUntilLaggingIsKnown = stage.bedrock().calls(LIST_INFERENCE_PROFILES);
    stage
        .bedrock()
        .account()
        .configure(settings -> settings.withLists(Lag.NONE).withReads(Lag.ofCreations(LAG)));
    stranger = strangerNamed("taken");
    var leaving = strangerNamed("freed");
    stage.create("taken");
    stage.create("freed");
    stage.create("lost");
    stage.create("lost-for-good", "recreatePolicy: Never");
    stage.create("gone");
    lost = stage.known("lost");
    lostForGood = stage.known("lost-for-good");
    gone = stage.known("gone");
    for (var name : List.of("taken", "freed")) {
      stage.eventually(name, it -> it.hasReady("False", Reason.NAME_CONFLICT));
    }
    stage.outside().delete(leaving);
    stage.delete("taken");
    stage.requestReconciliation("freed", "now");
    for (var arn : List.of(lost, lostForGood, gone)) {
      stage.outside().delete(arn);
    }
    stage.delete("gone");
    stage.requestReconciliation("lost", "now");
    stage.requestReconciliation("lost-for-good", "now");
  }

  @Test
  void aListThatLagsBehindTheCreationIsNoLoss() {
    assertThat(listingsUntilLaggingIsKnown).hasSizeGreaterThan(2);
    assertThat(creationsOf("lagging")).hasSize(1);
    stage.assertEvents("lagging", "Created");
  }

  @Test
  void aResourceIsDeletedWhoseProfileIsGone() {
    onceCertain().untilAsserted(() -> assertThat(stage.exists("gone")).isFalse());

    assertThat(stage.outside().profile(gone)).isEmpty();
    stage.assertEvents("gone", "Created");
  }

  @Test
  void aLostProfileIsCreatedAnewWithAnotherToken() {
    var uid = stage.get("lost").getMetadata().getUid();
    onceCertain().untilAsserted(() -> assertThat(stage.arn("lost")).isNotEqualTo(lost));

    stage.eventually("lost", it -> it.isAvailable());
    assertThat(stage.status("lost").clientRequestToken()).isEqualTo(uid + "-1");
    assertThat(stage.status("lost").previousInferenceProfileArns()).containsExactly(lost);
    assertThat(stage.outside().named(stage.profileName("lost"))).hasSize(1);
    assertThat(creationsOf("lost")).extracting(Call::token).containsExactly(uid, uid + "-1");
    stage.assertEvents("lost", "Created", "Recreated");
  }

  @Test
  void aLostProfileStaysLostIfToldSo() {
    onceCertain()
        .untilAsserted(
            () ->
                stage
                    .assertThat("lost-for-good")
                    .hasReady("False", Reason.PROFILE_LOST)
                    .hasConditions("Ready", "Stalled")
                    .hasArn(lostForGood)
                    .hasMessageContaining("recreatePolicy"));

    assertThat(creationsOf("lost-for-good")).hasSize(1);
    stage.assertEvents("lost-for-good", "Created", "ProfileLost");
  }

  @Test
  void aNameThatBecomesFreeIsTaken() {
    onceCertain().untilAsserted(() -> stage.assertThat("freed").isAvailable());

    assertThat(stage.outside().named(stage.profileName("freed"))).hasSize(1);
    stage.assertEvents("freed", "NameConflict", "Created");
  }

  @Test
  void aStrangersProfileOutlivesTheResourceThatWantedItsName() {
    onceCertain().untilAsserted(() -> assertThat(stage.exists("taken")).isFalse());

    assertThat(stage.outside().profile(stranger)).isPresent();
  }

  private static String strangerNamed(String resource) {
    return stage.outside().create(CreateRequest.of(stage.profileName(resource), Stage.NOVA)).arn();
  }

  private static List<Call> creationsOf(String resource) {
    return stage.bedrock().calls(CREATE_INFERENCE_PROFILE).stream()
        .filter(call -> call.subject().equals(stage.profileName(resource)))
        .toList();
  }
}
