package io.bedrockoperator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.InferenceProfileDeploymentStatus;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.api.ProfileTemplateSpec;
import io.bedrockoperator.deployment.DeploymentStore.Refused;
import io.bedrockoperator.deployment.DeploymentStore.Written;
import io.bedrockoperator.reconcile.ResourceStore.ApiServerFailure;
import io.bedrockoperator.rollout.DesiredRevision;
import io.bedrockoperator.rollout.ObservedRevision;
import io.bedrockoperator.rollout.RevisionHealth;
import io.bedrockoperator.rollout.RevisionOwner;
import io.bedrockoperator.scheduling.FairSemaphore;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that a real API server gives only with a webhook, or without a right, beside it. */
@EnableKubernetesMockClient
class KubernetesDeploymentStoreTest {

  private static final String API = "/apis/bedrock-operator.io/v1alpha1/namespaces/team-a/";
  private static final String WRITTEN_BY = "?fieldManager=" + KubernetesResourceStore.FIELD_MANAGER;

  // Set by the extension.
  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  // Set by the extension.
  @SuppressWarnings("NullAway.Init")
  KubernetesMockServer server;

  private final InferenceProfileDeployment deployment = new InferenceProfileDeployment();
  private final DesiredRevision desired =
      DesiredRevision.of(
          "chat",
          new ProfileTemplateSpec("chat", null, new ModelSource("m"), null, null, null, null),
          Map.of("team", "a"),
          Map.of("note", "n"));

  // Opened before each test.
  @SuppressWarnings("NullAway.Init")
  private KubernetesDeploymentStore store;

  @BeforeEach
  void begin() {
    deployment.setMetadata(
        new ObjectMetaBuilder()
            .withName("chat")
            .withNamespace("team-a")
            .withUid("uid")
            .withResourceVersion("1")
            .build());
    store =
        new KubernetesDeploymentStore(
            client,
            new FairSemaphore(10, System::nanoTime),
            (resource, event) -> {},
            Optional.empty(),
            Set.of("chat-1", "chat-2", "chat-3"));
  }

  /** Else it would be written again every two seconds. */
  @Test
  void sayWhatIsTakenAwayWhileItIsWritten() {
    answerCreation(written(Map.of("team", "a", "more", "x"), Map.of("note", "n")));
    assertThat(store.create(deployment, desired)).isInstanceOf(Written.class);

    answerCreation(written(Map.of("team", "others"), Map.of("note", "n")));
    assertThat(store.create(deployment, desired)).isInstanceOf(Refused.class);

    server
        .expect()
        .patch()
        .withPath(API + "inferenceprofiles/" + desired.name() + WRITTEN_BY)
        .andReturn(200, written(Map.of("team", "a"), Map.of()))
        .once();
    assertThat(store.update(deployment, observed(), desired)).isInstanceOf(Refused.class);
  }

  /** And not all of the namespace for each deployment of it. */
  @Test
  void readsTheRevisionsThatTheWatchShows() {
    answerRead("chat-1", "uid");
    answerRead("chat-2", "another uid");

    assertThat(store.revisions(deployment))
        .extracting(found -> found.getMetadata().getName())
        .containsExactly("chat-1");
  }

  private void answerRead(String name, String owner) {
    var resource = new InferenceProfile();
    resource.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace("team-a")
            .addNewOwnerReference()
            .withUid(owner)
            .endOwnerReference()
            .build());
    server
        .expect()
        .get()
        .withPath(API + "inferenceprofiles/" + name)
        .andReturn(200, resource)
        .once();
  }

  private void answerCreation(InferenceProfile answer) {
    server.expect().post().withPath(API + "inferenceprofiles").andReturn(201, answer).once();
  }

  private InferenceProfile written(Map<String, String> labels, Map<String, String> annotations) {
    var resource = new InferenceProfile();
    resource.setMetadata(
        new ObjectMetaBuilder()
            .withName(desired.name())
            .withNamespace("team-a")
            .withLabels(labels)
            .withAnnotations(annotations)
            .build());
    resource.setSpec(desired.spec());
    return resource;
  }

  private ObservedRevision observed() {
    return new ObservedRevision(
        desired.name(),
        "uid-1",
        "1",
        RevisionOwner.DEPLOYMENT,
        false,
        Optional.of(desired.spec()),
        Map.of(),
        Map.of(),
        new RevisionHealth(true, true, true, true, false, "Available", ""),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** Nobody would learn of it from a status. */
  @Test
  void aRefusedStatusIsAFailure() {
    server
        .expect()
        .patch()
        .withPath(API + "inferenceprofiledeployments/chat/status" + WRITTEN_BY)
        .andReturn(403, new StatusBuilder().withCode(403).withMessage("no").build())
        .once();

    assertThatThrownBy(
            () ->
                store.writeStatus(
                    deployment,
                    new InferenceProfileDeploymentStatus(
                        1L, null, null, null, null, null, null, null, null)))
        .isInstanceOf(ApiServerFailure.class);
  }
}
