package io.bedrockoperator.controller;

import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bedrockoperator.account.OwnTenancy;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.api.Tag;
import io.bedrockoperator.api.TagKeysOfCreation;
import io.bedrockoperator.api.schema.InstalledSchema;
import io.bedrockoperator.aws.sdk.BedrockClients;
import io.bedrockoperator.aws.sdk.BedrockProfileStores;
import io.bedrockoperator.aws.sdk.KnownRegions;
import io.bedrockoperator.dev.emulator.BedrockEmulator;
import io.bedrockoperator.dev.emulator.CreateRequest;
import io.bedrockoperator.dev.emulator.EmulatedAccount;
import io.bedrockoperator.dev.emulator.Fault;
import io.bedrockoperator.kubernetes.EventRecorder;
import io.bedrockoperator.kubernetes.KubernetesResourceStore;
import io.bedrockoperator.profile.AdoptionPolicy;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.profile.ProfileRecord;
import io.bedrockoperator.reconcile.ReconcilerDependencies;
import io.bedrockoperator.reconcile.RequeueDelays;
import io.bedrockoperator.reconcile.ResourceReconciler;
import io.bedrockoperator.reconcile.SpecParser;
import io.bedrockoperator.scheduling.FairSemaphore;
import io.bedrockoperator.scheduling.Sleeper;
import io.bedrockoperator.status.Outcome;
import io.bedrockoperator.status.Reason;
import io.bedrockoperator.status.StatusReader;
import io.bedrockoperator.status.StatusWriter;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Whole passes in this process: what is asked of the API server, request by request. The mock
 * server refuses server-side apply (415), so patches are answered by hand where one is due.
 */
@EnableKubernetesMockClient(crud = true)
class InferenceProfileReconcilerTest {

  private static final ResourceID CHAT = new ResourceID("chat", "a");
  private static final String PROFILE =
      "/apis/bedrock-operator.io/v1alpha1/namespaces/a/inferenceprofiles/chat";
  private static final String FINALIZER = PROFILE + "?fieldManager=bedrock-operator";
  private static final String STATUS = PROFILE + "/status?fieldManager=bedrock-operator";
  private static final String MODEL =
      "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
  private static final String ENDPOINT = "aws.endpointUrl";

  /** Longer than any pass takes on a busy machine. */
  private static final Duration SOON = Duration.ofSeconds(10);

  // Set by the extension.
  @SuppressWarnings("NullAway.Init")
  KubernetesMockServer server;

  // Set by the extension.
  @SuppressWarnings("NullAway.Init")
  KubernetesClient client;

  private final ExecutorService passes = Executors.newSingleThreadExecutor();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Map<String, JsonNode> patches = new ConcurrentHashMap<>();
  private @Nullable BedrockEmulator emulator;
  private @Nullable BedrockClients clients;
  private @Nullable EventRecorder events;
  private @Nullable Operator operator;
  private @Nullable InferenceProfileReconciler reconciler;

  @BeforeEach
  void start() {
    var account = new EmulatedAccount("111122223333", InstantSource.system(), 1);
    emulator = BedrockEmulator.start(account);
    System.setProperty(ENDPOINT, emulator.endpoint().toString());
    clients =
        new BedrockClients(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")),
            BedrockClients.Timeouts.DEFAULT,
            meters,
            KnownRegions.NAMES,
            Optional::empty);
    var surroundings =
        ReconcilerDependencies.of(
            new BedrockProfileStores(clients),
            OwnTenancy.TENANCY,
            new SpecParser("cluster", Optional::empty, KnownRegions.NAMES),
            new RequeueDelays(Duration.ofMinutes(5), RandomGenerator.getDefault()),
            new InstalledSchema("1", Optional::empty),
            InstantSource.system(),
            System::nanoTime,
            Sleeper::onThread,
            meters,
            1);
    events = EventRecorder.start(client, System::nanoTime, Sleeper::onThread);
    operator =
        new Operator(
            overrider ->
                overrider
                    .withKubernetesClient(client)
                    .withExecutorService(passes)
                    .withCloseClientOnStop(false)
                    .withUseSSAToPatchPrimaryResource(false));
    reconciler =
        new InferenceProfileReconciler(
            new ResourceReconciler(surroundings),
            events,
            AdoptionPolicy.NEVER,
            false,
            Optional.empty(),
            meters);
    operator.register(
        reconciler,
        configuration ->
            configuration.withOnUpdateFilter(new UpdateFilter()).settingNamespaces("a"));
  }

  @AfterEach
  void stop() {
    Objects.requireNonNull(operator).stop();
    Objects.requireNonNull(events).close();
    Objects.requireNonNull(clients).close();
    bedrock().close();
    System.clearProperty(ENDPOINT);
  }

  @Test
  void holdsOnCreatesAndReportsInTwoWritesAndNoRead() throws Exception {
    var resource = create();
    answerPatchesOf(resource);
    Objects.requireNonNull(operator).start();

    await().untilAsserted(() -> assertThat(patches).containsKey(STATUS));

    var metadata = resource.getMetadata();
    assertThat(requests())
        .filteredOn(request -> request.contains(PROFILE))
        .containsExactly(
            "PATCH %s application/merge-patch+json".formatted(FINALIZER),
            "PATCH %s application/json-patch+json".formatted(STATUS));
    assertThat(patches.get(FINALIZER))
        .isEqualTo(
            json(
                """
                {"metadata": {"uid": "%s", "resourceVersion": "%s", "finalizers": ["%s"],
                 "annotations": {"bedrock-operator.io/tag-keys-of-creation": "%s"}}}
                """
                    .formatted(
                        metadata.getUid(),
                        metadata.getResourceVersion(),
                        InferenceProfile.FINALIZER,
                        TagKeysOfCreation.written(metadata.getUid(), Set.of("team"))
                            .replace("\"", "\\\""))));
    var replaced = replaced(Objects.requireNonNull(patches.get(STATUS)));
    assertThat(replaced)
        .containsOnlyKeys("/metadata/uid", "/metadata/resourceVersion", "/status")
        .containsEntry("/metadata/uid", TextNode.valueOf(metadata.getUid()))
        .containsEntry(
            "/metadata/resourceVersion", TextNode.valueOf(metadata.getResourceVersion()));
    var status = Objects.requireNonNull(replaced.get("/status"));
    assertThat(status.at("/inferenceProfileArn").asText()).isEqualTo(onlyArn());
    assertThat(status.at("/conditions/0/reason").asText()).isEqualTo("Available");
  }

  @Test
  void listsWhatItWroteBeforeTheWatchShowsIt() {
    answerPatchesOf(create());
    Objects.requireNonNull(operator).start();

    await()
        .untilAsserted(
            () ->
                assertThat(Objects.requireNonNull(reconciler).cached())
                    .singleElement()
                    .matches(StatusReader::isReady));
  }

  @Test
  void reportsWhatAwsRefused() {
    bedrock()
        .faults()
        .on(CREATE_INFERENCE_PROFILE)
        .before(Fault.refuse("ServiceQuotaExceededException", 400, "Too many"));
    answerPatchesOf(create());
    Objects.requireNonNull(operator).start();

    await().untilAsserted(() -> assertThat(patches).containsKey(STATUS));

    var status =
        Objects.requireNonNull(
            replaced(Objects.requireNonNull(patches.get(STATUS))).get("/status"));
    assertThat(status.has("inferenceProfileArn")).isFalse();
    assertThat(status.at("/error/code").asText()).isEqualTo("ServiceQuotaExceededException");
    assertThat(status.at("/conditions/0/reason").asText()).isEqualTo("QuotaExceeded");
  }

  @Test
  void deletesTheProfileAndLetsGo() {
    var resource = create(InferenceProfile.FINALIZER);
    var uid = resource.getMetadata().getUid();
    var profile =
        bedrock()
            .account()
            .outside("us-east-1")
            .create(CreateRequest.of("chat", MODEL).withTag("bedrock-operator.io/uid", uid));
    resource.setStatus(
        StatusWriter.next(
            resource,
            StatusReader.generation(resource),
            ProfileRecord.NOTHING.created(profile.arn(), "ACTIVE", uid, Set.of()).synced(1),
            Outcome.of(Reason.AVAILABLE, ""),
            Instant.EPOCH));
    client.resource(resource).updateStatus();
    client.resource(resource).delete();
    answerPatchesOf(client.resource(resource).get());
    Objects.requireNonNull(operator).start();

    await().untilAsserted(() -> assertThat(patches).containsKey(FINALIZER));

    assertThat(Objects.requireNonNull(patches.get(FINALIZER)).at("/metadata/finalizers")).isEmpty();
    assertThat(patches).doesNotContainKey(STATUS);
    assertThat(bedrock().account().outside("us-east-1").profiles()).isEmpty();
  }

  @Test
  void takesCareOfTheNextResourceOfThatNameHoweverSoonItComes() {
    var first = create();
    answerPatchesOf(first);
    Objects.requireNonNull(operator).start();
    await().untilAsserted(() -> assertThat(patches).containsKey(STATUS));
    var busy = new CompletableFuture<Void>();
    passes.execute(busy::join);

    // Otherwise the next one waits until it is sure that this one is not being deleted.
    bedrock().account().outside("us-east-1").delete(onlyArn());
    client.resource(first).delete();
    var next = create().getMetadata().getUid();
    await().untilAsserted(() -> assertThat(watched()).isEqualTo(next));
    busy.complete(null);

    await()
        .untilAsserted(
            () ->
                assertThat(
                        Objects.requireNonNull(patches.get(FINALIZER)).at("/metadata/uid").asText())
                    .isEqualTo(next));
  }

  /** Not so in an SDK that hands over changes only (java-operator-sdk#3525). */
  @Test
  void takesCareOfAResourceThatWasOutOfSightForAWhile() throws Exception {
    answerPatchesOf(create());
    var busy = new CompletableFuture<Void>();
    passes.execute(busy::join);
    Objects.requireNonNull(operator).start();
    await().until(() -> controller().getEventProcessor().isUnderProcessing(CHAT));

    informer().changeNamespaces(Set.of("b"));
    assertThat(watched()).isEmpty();
    busy.complete(null);
    passes.submit(() -> {}).get();
    assertThat(patches).isEmpty();
    informer().changeNamespaces(Set.of("a"));

    await().untilAsserted(() -> assertThat(patches).containsKey(STATUS));
  }

  private Controller<?> controller() {
    return (Controller<?>)
        Objects.requireNonNull(operator).getRegisteredController("inferenceprofile").get();
  }

  private ControllerEventSource<?> informer() {
    return controller().getEventSourceManager().getControllerEventSource();
  }

  private String watched() {
    return informer().get(CHAT).map(found -> found.getMetadata().getUid()).orElse("");
  }

  @Test
  void bearsOwnerTagsThatAreNotComplete() {
    var resources =
        new KubernetesResourceStore(
            client,
            new FairSemaphore(InferenceProfileReconciler.REQUESTS_AT_ONCE, System::nanoTime),
            Objects.requireNonNull(events),
            AdoptionPolicy.NEVER,
            Optional.empty(),
            (now, before) -> {});

    var owner = Owner.namedBy(Map.of("bedrock-operator.io/cluster", "cluster"));

    assertThat(resources.exists(owner, any -> true)).isFalse();
  }

  /** As if each patch had changed the resource; what the watch tells stays as it was. */
  private void answerPatchesOf(InferenceProfile resource) {
    for (var path : List.of(FINALIZER, STATUS)) {
      server
          .expect()
          .patch()
          .withPath(path)
          .andReply(
              200,
              request -> {
                var patch = json(request.getBody().readUtf8());
                patches.put(path, patch);
                return patched(resource, patch);
              })
          .always();
    }
  }

  private InferenceProfile patched(InferenceProfile resource, JsonNode patch) {
    var serialization = client.getKubernetesSerialization();
    var patched = serialization.clone(resource);
    patched.addFinalizer(InferenceProfile.FINALIZER);
    patched.setStatus(
        serialization.convertValue(
            patch.isArray() ? replaced(patch).get("/status") : MissingNode.getInstance(),
            InferenceProfileStatus.class));
    return patched;
  }

  /** The values that a JSON Patch sets, by path. */
  private static Map<String, JsonNode> replaced(JsonNode patch) {
    return StreamSupport.stream(patch.spliterator(), false)
        .collect(toMap(step -> step.get("path").asText(), step -> step.get("value")));
  }

  private JsonNode json(String text) {
    return client.getKubernetesSerialization().unmarshal(text, JsonNode.class);
  }

  /** So far: method, path and, where there is one, content type. */
  private List<String> requests() throws InterruptedException {
    var requests = new ArrayList<String>();
    for (var request = next(); request != null; request = next()) {
      var type = request.getHeader("Content-Type");
      requests.add(
          "%s %s%s"
              .formatted(request.getMethod(), request.getPath(), type == null ? "" : " " + type));
    }
    return requests;
  }

  private @Nullable RecordedRequest next() throws InterruptedException {
    return server.takeRequest(0, TimeUnit.SECONDS);
  }

  private String onlyArn() {
    return bedrock().account().outside("us-east-1").profiles().getFirst().profile().arn();
  }

  private InferenceProfile create(String... finalizers) {
    var profile = new InferenceProfile();
    profile.setMetadata(
        new ObjectMetaBuilder()
            .withName("chat")
            .withNamespace("a")
            .withGeneration(1L)
            .withFinalizers(finalizers)
            .build());
    profile.setSpec(
        new InferenceProfileSpec(
            "chat",
            null,
            new ModelSource(MODEL),
            List.of(new Tag("team", "a")),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Map.of()));
    return client.resource(profile).create();
  }

  private BedrockEmulator bedrock() {
    return Objects.requireNonNull(emulator);
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(SOON);
  }
}
