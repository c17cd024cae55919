package io.bedrockoperator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.crd.OlderCrd;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.reconcile.Resources;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two tenants in accounts of their own, and what somebody takes away that says so. */
class LostPinTest {

  private static final String NAME = "team-a/chat";
  private static final String ACCOUNT = "222233334444";

  private final QuietWorld world = new QuietWorld();

  private InferenceProfile resource() {
    return world.cluster().get(NAME).orElseThrow();
  }

  @BeforeEach
  void create() {
    world.world().accounts().createBoth();
  }

  /** With a manifest that was copied from another resource, or from a backup without status. */
  @Test
  void aFinalizerThatNobodyPutThereDoesNotKeepTheResource() {
    world.stop();
    world.cluster().create(NAME, Manifest.of("chat"));
    world.cluster().setFinalizer(NAME, InferenceProfile.FINALIZER, true);
    world.start();
    world.world().pass(Duration.ofMinutes(10));
    assertThat(Readiness.of(resource())).isEqualTo("False NoAccount");

    world.cluster().delete(NAME);
    world.world().pass(Duration.ofMinutes(10));

    assertThat(world.cluster().get(NAME)).isEmpty();
  }

  /** Whoever suspends the account must not make the profile outlive its resource. */
  @Test
  void aFinalizerIsPutBackWhateverTheAccountSays() {
    world.cluster().create(NAME, Manifest.of("chat"));
    world.settle();
    world.world().accounts().change(0, Step.ChangeAccount.Change.SUSPEND);
    world.world().pass(Duration.ofMinutes(5));

    world.cluster().setFinalizer(NAME, InferenceProfile.FINALIZER, false);
    world.world().pass(Duration.ofMinutes(10));

    assertThat(resource().hasFinalizer(InferenceProfile.FINALIZER)).isTrue();
  }

  /** Between the choice of the account and the finalizer, which is written slowly. */
  @ParameterizedTest
  @EnumSource(names = {"REMOVE", "ALLOW_NOBODY", "SUSPEND", "CREATE_ELSEWHERE"})
  void nothingIsCreatedInAnAccountThatChangesMeanwhile(Step.ChangeAccount.Change change) {
    var changed = new AtomicBoolean();
    world.before(
        SimulatedApiServer.ADD_FINALIZER,
        () -> {
          if (changed.getAndSet(true)) {
            return;
          }
          if (change == Step.ChangeAccount.Change.CREATE_ELSEWHERE) {
            world.world().accounts().change(0, Step.ChangeAccount.Change.REMOVE);
          }
          world.world().accounts().change(0, change);
          world.world().time().advance(Duration.ofSeconds(1));
        });
    world.cluster().create(NAME, Manifest.of("chat"));

    world.world().pass(Duration.ofMinutes(1));

    assertThat(world.world().accounts().of(ACCOUNT).outside(Manifest.REGION).profiles()).isEmpty();
    assertThat(changed).isTrue();
  }

  /** Under an older definition of which nobody knows yet; the world holds the invariant. */
  @Test
  void nothingIsCreatedInAnAccountThatTheStatusCannotName() {
    world.cluster().install(OlderCrd.without("status.accountRef"));
    world.cluster().publishesSchema(false);
    world.cluster().create(NAME, Manifest.of("chat"));

    world.world().pass(Duration.ofMinutes(10));

    assertThat(world.world().ledger().calls()).doesNotContainKey("CreateInferenceProfile");
  }

  /**
   * An earlier attempt ended before anything was created, and was to use a BedrockAccount that is
   * gone, or credentials of another account.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"accountId": "222233334444", "accountRef": {"name": "account-0"}}\
        """,
        """
        {"accountId": "999988887777"}\
        """
      })
  void theAccountOfAnEarlierAttemptDoesNotStand(String status) {
    world.stop();
    world.world().accounts().change(0, Step.ChangeAccount.Change.REMOVE);
    world.world().accounts().change(1, Step.ChangeAccount.Change.REMOVE);
    world.cluster().create(NAME, Manifest.of("chat"));
    world.cluster().changeStatus(NAME, Resources.status(status));
    world.losesAnswers("CreateInferenceProfile", world::stop);
    world.start();
    world.world().pass(Duration.ofMinutes(1));

    world.world().hazard().disarm();
    world.start();
    world.world().pass(Duration.ofMinutes(1));

    assertThat(Readiness.of(resource())).isEqualTo("True Available");
    assertThat(world.world().ledger().calls()).containsEntry("CreateInferenceProfile", 1);
  }

  /** It was created in the operator's own account, and nobody took anything out of the status. */
  @Test
  void aCreationThatWasNotReportedIsFoundWhenAnAccountCameMeanwhile() {
    for (var number : List.of(0, 1)) {
      world.world().accounts().change(number, Step.ChangeAccount.Change.REMOVE);
    }
    world.losesAnswers("CreateInferenceProfile", world::stop);
    world.cluster().create(NAME, Manifest.of("chat"));
    world.world().pass(Duration.ofMinutes(1));
    world.world().accounts().createBoth();
    world.world().hazard().disarm();

    world.start();
    world.world().pass(Duration.ofMinutes(1));

    assertThat(Readiness.of(resource())).isEqualTo("True Available");
    assertThat(resource().getStatus().accountId()).isEqualTo(SimulatedAccounts.OWN);
  }

  /** The resource is pinned again, to the account in which its profile is. */
  @Test
  void aStatusThatSomebodyRemovedIsWrittenAgain() {
    world.cluster().create(NAME, Manifest.of("chat"));
    world.settle();
    var before = resource().getStatus();
    world.stop();
    world.cluster().changeStatus(NAME, Resources.status("{}"));

    world.start();
    world.world().pass(Duration.ofMinutes(1));

    assertThat(Readiness.of(resource())).isEqualTo("True Available");
    assertThat(resource().getStatus().inferenceProfileArn())
        .isEqualTo(before.inferenceProfileArn());
    assertThat(resource().getStatus().accountRef()).isEqualTo(before.accountRef());
  }

  /** One that is tagged as the resource's own, where the resource must not be. */
  @Test
  void aProfileInTheAccountOfAnotherTenantIsNotTaken() {
    world.stop();
    world.cluster().create(NAME, Manifest.of("chat"));
    world.cluster().setFinalizer(NAME, InferenceProfile.FINALIZER, true);
    var foreign =
        world
            .world()
            .accounts()
            .of("444455556666")
            .outside(Manifest.REGION)
            .create(
                ownedBy(
                    resource(),
                    CreateRequest.of(
                        "chat", Manifest.SOURCE.replace(SimulatedAccounts.OWN, "444455556666"))));
    world.world().ledger().belongsToStranger(foreign.arn());

    world.start();
    world.world().pass(Duration.ofMinutes(10));

    assertThat(Readiness.of(resource())).isEqualTo("False NoAccount");
  }

  private static CreateRequest ownedBy(InferenceProfile resource, CreateRequest request) {
    var metadata = resource.getMetadata();
    return request
        .withTag("bedrock-operator.io/cluster", "cluster-1")
        .withTag("bedrock-operator.io/namespace", metadata.getNamespace())
        .withTag("bedrock-operator.io/name", metadata.getName())
        .withTag("bedrock-operator.io/uid", metadata.getUid());
  }
}
