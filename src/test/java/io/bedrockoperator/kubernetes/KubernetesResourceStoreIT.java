package io.bedrockoperator.kubernetes;

import static io.bedrockoperator.api.TagKeysOfCreation.ANNOTATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.controller.InferenceProfileReconciler;
import io.bedrockoperator.endtoend.Cluster;
import io.bedrockoperator.profile.AdoptionPolicy;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.reconcile.ResourceEvent;
import io.bedrockoperator.reconcile.ResourceStore;
import io.bedrockoperator.reconcile.Resources;
import io.bedrockoperator.scheduling.FairSemaphore;
import io.bedrockoperator.scheduling.Sleeper;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to a write when somebody else wrote first, on a real API server. */
class KubernetesResourceStoreIT {

  private static final String NAMESPACE = "resource-store";
  private static final String STRANGER = "example.com/hold";

  /** What the API server takes at once on one connection. */
  private static final int STREAMS = 100;

  @AutoClose private static Cluster cluster;

  private final List<InferenceProfile> told = new ArrayList<>();

  // Opened before each test.
  @SuppressWarnings("NullAway.Init")
  private EventRecorder events;

  // Opened before each test.
  @SuppressWarnings("NullAway.Init")
  private ResourceStore store;

  @BeforeAll
  static void install() {
    cluster = Cluster.shared();
    cluster.createNamespace(NAMESPACE);
  }

  @BeforeEach
  void open() {
    events = EventRecorder.start(cluster.admin(), System::nanoTime, Sleeper::onThread);
    store = store(cluster.admin());
  }

  private ResourceStore store(KubernetesClient client) {
    return new KubernetesResourceStore(
        client,
        new FairSemaphore(InferenceProfileReconciler.REQUESTS_AT_ONCE, System::nanoTime),
        events,
        AdoptionPolicy.NAMESPACES,
        Optional.empty(),
        (written, before) -> told.add(written));
  }

  @AfterEach
  void remove() {
    if (resource().get() != null) {
      patch("{\"metadata\": {\"finalizers\": null}}");
      resource().delete();
    }
  }

  @Test
  void addsTheFinalizerAndKeepsThoseOfOthers() {
    var read = create(STRANGER);

    var written = store.addFinalizer(read, Optional.empty());

    assertThat(resource().require()).isEqualTo(written);
    assertThat(written.getFinalizers()).containsExactly(STRANGER, InferenceProfile.FINALIZER);
    assertThat(told).containsExactly(written);
    store.removeFinalizer(written);
    assertThat(resource().require().getFinalizers()).containsExactly(STRANGER);
  }

  @Test
  void saysTheTagKeysOfACreationWhileItHoldsTheResource() {
    create();
    patch("{\"metadata\": {\"annotations\": {\"theirs\": \"1\"}}}");

    var held = store.addFinalizer(resource().require(), Optional.of("first"));
    assertThat(annotations()).isEqualTo(Map.of("theirs", "1", ANNOTATION, "first"));
    assertThat(held.getFinalizers()).containsExactly(InferenceProfile.FINALIZER);
    var told = store.writeTagKeys(held, Optional.of("second"));
    assertThat(annotations()).isEqualTo(Map.of("theirs", "1", ANNOTATION, "second"));
    var silent = store.writeTagKeys(told, Optional.empty());
    assertThat(annotations()).isEqualTo(Map.of("theirs", "1"));
    assertThat(silent.getFinalizers()).containsExactly(InferenceProfile.FINALIZER);

    store.removeFinalizer(store.writeTagKeys(silent, Optional.of("third")));
    assertThat(annotations()).isEqualTo(Map.of("theirs", "1"));
    assertThat(resource().require().getFinalizers()).isEmpty();
  }

  private static Map<String, String> annotations() {
    return resource().require().getMetadata().getAnnotations();
  }

  @Test
  void goesOnWhenOthersChangedTheMetadataMeanwhile() {
    var read = create();
    label("one");
    var written = store.addFinalizer(read, Optional.empty());
    assertThat(written.getFinalizers()).containsExactly(InferenceProfile.FINALIZER);

    label("two");
    patch(
        "{\"metadata\": {\"finalizers\": [\"%s\", \"%s\"]}}"
            .formatted(InferenceProfile.FINALIZER, STRANGER));
    store.writeStatus(written, status("a"));

    assertThat(resource().require().getStatus()).isEqualTo(status("a"));
    assertThat(resource().require().getMetadata().getLabels()).containsEntry("label", "two");
    assertThat(resource().require().getFinalizers())
        .containsExactly(InferenceProfile.FINALIZER, STRANGER);
  }

  @Test
  void goesOnWhenTheSpecChangedMeanwhile() {
    var read = create();
    patch("{\"spec\": {\"suspend\": true}}");

    store.writeStatus(read, status("a"));

    assertThat(resource().require().getStatus()).isEqualTo(status("a"));
    assertThat(resource().require().getSpec().suspend()).isTrue();
  }

  @Test
  void doesNotOverwriteAStatusThatOthersWroteMeanwhile() {
    var read = create();
    store.writeStatus(read, status("theirs"));
    var theirs = resource().require();

    assertThatThrownBy(() -> store.writeStatus(read, status("ours")))
        .isInstanceOf(ResourceStore.Outdated.class);
    assertThatThrownBy(() -> store.addFinalizer(read, Optional.empty()))
        .isInstanceOf(ResourceStore.Outdated.class);

    assertThat(resource().require()).isEqualTo(theirs);
  }

  @Test
  void doesNotWriteToAResourceWhoseDeletionBeganMeanwhile() {
    var read = store.addFinalizer(create(), Optional.empty());
    resource().delete();
    var deleting = resource().require();

    assertThatThrownBy(() -> store.writeStatus(read, status("a")))
        .isInstanceOf(ResourceStore.Outdated.class);

    assertThat(resource().require()).isEqualTo(deleting);
  }

  @Test
  void doesNotWriteToAResourceThatIsGone() {
    var read = create();
    resource().delete();

    assertThatThrownBy(() -> store.writeStatus(read, status("a")))
        .isInstanceOf(ResourceStore.Outdated.class);
    assertThatThrownBy(() -> store.addFinalizer(read, Optional.empty()))
        .isInstanceOf(ResourceStore.Outdated.class);

    assertThat(resource().get()).isNull();
    assertThat(told).isEmpty();
  }

  @Test
  void takesAFinalizerForRemovedWhenTheResourceIsGone() {
    var read = store.addFinalizer(create(), Optional.empty());
    patch("{\"metadata\": {\"finalizers\": null}}");
    resource().delete();

    store.removeFinalizer(read);

    assertThat(resource().get()).isNull();
  }

  @Test
  void neverWritesToTheNextResourceOfThatName() {
    var read = store.addFinalizer(create(), Optional.empty());
    patch("{\"metadata\": {\"finalizers\": null}}");
    resource().delete();
    var next = create(InferenceProfile.FINALIZER);

    assertThatThrownBy(() -> store.writeStatus(read, status("a")))
        .isInstanceOf(ResourceStore.Outdated.class);
    assertThatThrownBy(() -> store.removeFinalizer(read))
        .isInstanceOf(ResourceStore.Outdated.class);
    assertThatThrownBy(() -> store.addFinalizer(read, Optional.empty()))
        .isInstanceOf(ResourceStore.Outdated.class);

    assertThat(resource().require()).isEqualTo(next);
    assertThat(told).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsAllThatStandsThere(OtherWriter other) {
    var written = store.writeStatus(create(), status("a"));
    assertThat(resource().require()).isEqualTo(written);
    assertThat(written.getMetadata().getManagedFields())
        .extracting(ManagedFieldsEntry::getManager, ManagedFieldsEntry::getSubresource)
        .contains(tuple("bedrock-operator", "status"));
    other.write(resource());

    store.writeStatus(resource().require(), statusWithoutArn());

    assertThat(resource().require().getStatus()).isEqualTo(statusWithoutArn());
  }

  /** What makes a field of the status somebody else's, or nobody's, in the eyes of the server. */
  enum OtherWriter {
    NOBODY {
      @Override
      void write(Resource<InferenceProfile> resource) {}
    },
    RESET_OF_MANAGED_FIELDS {
      @Override
      void write(Resource<InferenceProfile> resource) {
        resource.patch(
            PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"managedFields\": [{}]}}");
      }
    },
    RESTORE_FROM_BACKUP {
      @Override
      void write(Resource<InferenceProfile> resource) {
        resource
            .subresource("status")
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                """
                {"status": {"clientRequestToken": "theirs", "appliedTagKeys": ["theirs"],
                  "error": {"operation": "GetInferenceProfile", "message": "old"},
                  "conditions": [{"type": "Stalled", "status": "True", "reason": "Old",
                    "message": "", "lastTransitionTime": "2026-01-01T00:00:00Z"}]}}
                """);
      }
    },
    APPLY {
      @Override
      void write(Resource<InferenceProfile> resource) {
        var theirs = resource.require();
        theirs.getMetadata().setManagedFields(null);
        theirs.getMetadata().setResourceVersion(null);
        resource
            .subresource("status")
            .patch(
                new PatchContext.Builder()
                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                    .withFieldManager("theirs")
                    .withForce(true)
                    .build(),
                theirs);
      }
    };

    abstract void write(Resource<InferenceProfile> resource);
  }

  /** As kubectl lists them, also where all happened within one second. */
  @Test
  void eventsTellTheStoryInItsOrder() {
    var read = create();
    var story = List.of("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine");

    story.forEach(reason -> store.announce(read, ResourceEvent.normal(reason, "and on")));
    events.close();

    assertThat(cluster.admin().v1().events().inNamespace(NAMESPACE).list().getItems())
        .filteredOn(event -> read.getMetadata().getUid().equals(event.getInvolvedObject().getUid()))
        .extracting(Event::getReason)
        .containsExactlyElementsOf(story);
  }

  /** By itself, the Kubernetes client would repeat what was too much, and so hide it. */
  @Test
  void asksForNoMoreAtOnceThanAConnectionTakes() throws Exception {
    var owner = new Owner("cluster", NAMESPACE, "nobody", "uid");
    var patient = cluster.admin().getConfiguration();
    var impatient = new ConfigBuilder(patient).withRequestRetryBackoffLimit(0).build();

    try (var client = new KubernetesClientBuilder().withConfig(impatient).build();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var many = store(client);
      var answers =
          threads.invokeAll(
              Collections.nCopies(4 * STREAMS, () -> many.exists(owner, any -> true)));

      assertThat(answers).extracting(Future::get).containsOnly(false);
    }
  }

  private static InferenceProfile create(String... finalizers) {
    var profile = new InferenceProfile();
    profile.setMetadata(
        new ObjectMetaBuilder()
            .withName("chat")
            .withNamespace(NAMESPACE)
            .withFinalizers(finalizers)
            .build());
    profile.setSpec(
        Resources.spec(
            """
            {"inferenceProfileName": "chat", "modelSource":
              {"copyFrom": "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"}}
            """));
    return cluster.admin().resource(profile).create();
  }

  private static InferenceProfileStatus status(String id) {
    return ready(
        """
        "inferenceProfileArn":
        "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/%1$s",
        "inferenceProfileId": "%1$s",
        """
            .formatted(id));
  }

  private static InferenceProfileStatus statusWithoutArn() {
    return ready("");
  }

  private static InferenceProfileStatus ready(String more) {
    return Resources.status(
        """
        {%s
         "observedGeneration": 1,
         "conditions": [{"type": "Ready", "status": "True", "observedGeneration": 1,
           "lastTransitionTime": "2026-01-01T00:00:00Z", "reason": "Available", "message": ""}]}
        """
            .formatted(more));
  }

  private static void label(String value) {
    patch("{\"metadata\": {\"labels\": {\"label\": \"%s\"}}}".formatted(value));
  }

  private static void patch(String patch) {
    resource().patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  private static Resource<InferenceProfile> resource() {
    return cluster
        .admin()
        .resources(InferenceProfile.class)
        .inNamespace(NAMESPACE)
        .withName("chat");
  }
}
