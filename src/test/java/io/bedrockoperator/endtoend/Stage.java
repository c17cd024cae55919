package io.bedrockoperator.endtoend;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.dev.emulator.BedrockEmulator;
import io.bedrockoperator.dev.emulator.EmulatedAccount;
import io.bedrockoperator.dev.emulator.Outside;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * Where one test class plays: a namespace, a Bedrock of its own, and an operator that watches that
 * namespace under the shipped permissions.
 */
final class Stage implements AutoCloseable {

  static final String ACCOUNT = "111122223333";
  static final String REGION = "us-east-1";
  static final String SECRET_KEY = "wJalrXUtnFEMIEXAMPLEKEYofTheTest";
  static final String NOVA =
      "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0";

  private static final String REQUESTED_AT = "bedrock-operator.io/reconcile-requested-at";

  private final Cluster cluster;
  private final String namespace;
  private final BedrockEmulator bedrock =
      BedrockEmulator.start(new EmulatedAccount(ACCOUNT, InstantSource.system(), 1));
  private @Nullable OperatorProcess operator;

  private Stage(Cluster cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
  }

  /** On the shared API server, without an operator yet. */
  static Stage in(String namespace) {
    return in(Cluster.shared(), namespace);
  }

  static Stage in(Cluster cluster, String namespace) {
    cluster.createNamespace(namespace);
    return new Stage(cluster, namespace);
  }

  /** With an operator that is ready. */
  static Stage withOperatorIn(String namespace) {
    var stage = in(namespace);
    stage.start().awaitReady();
    return stage;
  }

  OperatorProcess start() {
    return start(Map.of());
  }

  /** In the place of the one that was started before, if any. */
  OperatorProcess start(Map<String, String> more) {
    if (operator != null) {
      operator.close();
    }
    operator = OperatorProcess.start(environment(more));
    return operator;
  }

  /** An empty value takes a variable out. */
  Map<String, String> environment(Map<String, String> more) {
    var environment = new HashMap<String, String>();
    environment.put("KUBECONFIG", cluster.operatorKubeconfig().toString());
    environment.put("BEDROCK_OPERATOR_WATCH_NAMESPACES", namespace);
    environment.put("AWS_ENDPOINT_URL", bedrock.endpoint().toString());
    environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", SECRET_KEY);
    environment.putAll(more);
    environment.values().removeIf(String::isEmpty);
    return environment;
  }

  OperatorProcess operator() {
    if (operator == null) {
      throw new IllegalStateException("no operator was started");
    }
    return operator;
  }

  Cluster cluster() {
    return cluster;
  }

  String namespace() {
    return namespace;
  }

  BedrockEmulator bedrock() {
    return bedrock;
  }

  /** What is really there, in the Region that most tests use. */
  Outside outside() {
    return bedrock.account().outside(REGION);
  }

  /** A resource that asks for a profile named {@code stage-} and its own name. */
  InferenceProfile create(String name, String... moreOfSpec) {
    return createWith(
        name,
        """
        inferenceProfileName: %s
        modelSource: {copyFrom: "%s"}
        %s
        """
            .formatted(profileName(name), NOVA, String.join("\n", moreOfSpec)));
  }

  String profileName(String resource) {
    return namespace + "-" + resource;
  }

  /** A resource with exactly this spec. */
  InferenceProfile createWith(String name, String spec) {
    return createAs(cluster.admin(), name, "spec:\n" + spec.indent(2));
  }

  /** What a document would say besides its type and its name. */
  InferenceProfile createAs(KubernetesClient user, String name, String body) {
    var document =
        user.getKubernetesSerialization()
            .unmarshal(
                "apiVersion: bedrock-operator.io/v1alpha1\nkind: InferenceProfile\n" + body,
                GenericKubernetesResource.class);
    var metadata = Optional.ofNullable(document.getMetadata()).orElseGet(ObjectMeta::new);
    metadata.setName(name);
    document.setMetadata(metadata);
    user.resource(document).inNamespace(namespace).create();
    return get(name);
  }

  Resource<InferenceProfile> resource(String name) {
    return resources().withName(name);
  }

  /** As somebody sees it who is not the administrator. */
  Resource<InferenceProfile> resource(KubernetesClient user, String name) {
    return user.resources(InferenceProfile.class).inNamespace(namespace).withName(name);
  }

  NonNamespaceOperation<
          InferenceProfile, KubernetesResourceList<InferenceProfile>, Resource<InferenceProfile>>
      resources() {
    return cluster.admin().resources(InferenceProfile.class).inNamespace(namespace);
  }

  InferenceProfile get(String name) {
    return resource(name).require();
  }

  /** An AssertionError while there is none. */
  InferenceProfileStatus status(String name) {
    return Optional.ofNullable(get(name).getStatus())
        .orElseThrow(() -> new AssertionError("no status yet: " + name));
  }

  String arn(String name) {
    return Optional.ofNullable(status(name).inferenceProfileArn())
        .orElseThrow(() -> new AssertionError("no ARN yet: " + name));
  }

  /** Waits until there is nothing more to find out about the profile; returns its ARN. */
  String known(String name) {
    Patience.soon()
        .untilAsserted(
            () -> {
              assertThat(name).isAvailable();
              Assertions.assertThat(status(name).type()).isNotNull();
            });
    return arn(name);
  }

  InferenceProfileAssert assertThat(String name) {
    return new InferenceProfileAssert(get(name));
  }

  /** Waits until it is so. */
  void eventually(String name, Consumer<InferenceProfileAssert> holds) {
    Patience.soon().untilAsserted(() -> holds.accept(assertThat(name)));
  }

  boolean exists(String name) {
    return resource(name).get() != null;
  }

  /** JSON merge patch of the spec, in JSON. */
  void patchSpec(String name, String spec) {
    patch(name, "{\"spec\": %s}".formatted(spec));
  }

  void patch(String name, String patch) {
    resource(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  void requestReconciliation(String name, String at) {
    patch(name, "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}".formatted(REQUESTED_AT, at));
  }

  void delete(String name) {
    resource(name).delete();
  }

  /** Exactly these, oldest first; waits, since an event follows the status that it is about. */
  void assertEvents(String name, String... reasons) {
    Patience.soon()
        .untilAsserted(() -> Assertions.assertThat(eventReasons(name)).containsExactly(reasons));
  }

  /** The reasons of the events about a resource, oldest first. */
  List<String> eventReasons(String name) {
    return events(name).stream().map(Event::getReason).toList();
  }

  List<Event> events(String name) {
    return cluster.admin().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getName().equals(name))
        .sorted(
            Comparator.comparingLong(
                event -> Long.parseLong(event.getMetadata().getResourceVersion())))
        .toList();
  }

  /** Nothing that other test classes could stumble over stays. */
  @Override
  public void close() {
    if (operator != null) {
      operator.close();
    }
    try {
      for (var left : resources().list().getItems()) {
        if (left.hasFinalizer(InferenceProfile.FINALIZER)) {
          patch(left.getMetadata().getName(), "{\"metadata\": {\"finalizers\": null}}");
        }
        delete(left.getMetadata().getName());
      }
    } finally {
      bedrock.close();
      cluster.close();
    }
  }
}
