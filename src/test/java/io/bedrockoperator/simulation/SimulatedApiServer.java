package io.bedrockoperator.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.Labels;
import io.bedrockoperator.aws.StoreFailure.Kind;
import io.bedrockoperator.kubernetes.EventSink;
import io.bedrockoperator.kubernetes.KubernetesJson;
import io.bedrockoperator.reconcile.ResourceEvent;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The cluster over HTTP, as one process reaches it: as much of it as the operator asks for. */
record SimulatedApiServer(SimulatedWorld world, Replica caller)
    implements InMemoryHttp.Server, EventSink {

  static final String ADD_FINALIZER = "add finalizer";
  static final String REMOVE_FINALIZER = "remove finalizer";
  static final String ANNOTATE = "annotate";
  static final String WRITE_STATUS = "write status";
  static final String CREATE_EVENT = "create event";
  static final String GET_NAMESPACE = "get namespace";
  static final String GET_RESOURCE = "get resource";
  static final String GET_CONFIG_MAP = "get configmap";
  static final String CREATE_CONFIG_MAP = "create configmap";
  static final String REPLACE_CONFIG_MAP = "replace configmap";
  static final String DELETE_CONFIG_MAP = "delete configmap";
  static final String GET_DEPLOYMENT = "get deployment";
  static final String WRITE_DEPLOYMENT_STATUS = "write status of deployment";
  static final String LIST_REVISIONS = "list revisions";
  static final String CREATE_REVISION = "create revision";
  static final String CHANGE_REVISION = "change revision";
  static final String DELETE_REVISION = "delete revision";

  private static final int TOO_MANY_REQUESTS = 429;

  private static final KubernetesSerialization JSON = KubernetesJson.ofWatchedTypes();
  private static final Config CONFIG =
      new ConfigBuilder(Config.empty()).withMasterUrl("http://simulation").build();

  /** The end of a path, such as {@code team-a/inferenceprofiles/chat/status}. */
  private record Target(
      String namespace, String plural, Optional<String> resource, boolean isStatus) {

    static Target of(StandardHttpRequest request) {
      var path = List.of(request.uri().getPath().split("/"));
      var rest = path.subList(path.indexOf("namespaces") + 1, path.size());
      return new Target(
          rest.getFirst(),
          rest.size() > 1 ? rest.get(1) : "",
          rest.size() > 2 ? Optional.of(rest.getFirst() + "/" + rest.get(2)) : Optional.empty(),
          rest.getLast().equals("status"));
    }
  }

  KubernetesClient client() {
    return new KubernetesClientImpl(new InMemoryHttp(this), CONFIG, () -> Runnable::run, JSON);
  }

  @Override
  public String answer(StandardHttpRequest request) {
    var target = Target.of(request);
    return switch (target.plural) {
      case "configmaps" -> configMap(target, request);
      case "inferenceprofiledeployments" -> deployment(target.resource.orElseThrow(), request);
      case "inferenceprofiles" -> profile(target, request);
      default -> ask(GET_NAMESPACE, () -> target.namespace, () -> namespace(target.namespace));
    };
  }

  private String profile(Target target, StandardHttpRequest request) {
    return switch (request.method()) {
      case "GET" ->
          target
              .resource
              .map(name -> ask(GET_RESOURCE, () -> name, () -> resource(name)))
              .orElseGet(
                  () -> ask(LIST_REVISIONS, () -> target.namespace, () -> list(target.namespace)));
      case "PATCH" -> patch(target, request);
      case "POST" -> {
        var sent = JSON.unmarshal(request.bodyString(), InferenceProfile.class);
        yield ask(
            CREATE_REVISION,
            () -> sent.getMetadata().getName(),
            () -> JSON.asJson(world.cluster().create(sent)));
      }
      case "DELETE" -> {
        var name = target.resource.orElseThrow();
        var sentAt = world.time().nanoTime();
        yield ask(
            DELETE_REVISION,
            () -> name,
            () -> {
              world.publications().revisionGoes(name, sentAt);
              world
                  .cluster()
                  .delete(name, JSON.unmarshal(request.bodyString(), DeleteOptions.class));
              return "{}";
            });
      }
      default -> throw new Violation("no request of a pass: %s".formatted(request.method()));
    };
  }

  private String deployment(String name, StandardHttpRequest request) {
    var deployments = world.cluster().deployments();
    return switch (request.method()) {
      case "GET" ->
          ask(
              GET_DEPLOYMENT,
              () -> name,
              () ->
                  JSON.asJson(
                      deployments
                          .get(name)
                          .orElseThrow(() -> new ApiRefusal(HttpURLConnection.HTTP_NOT_FOUND))));
      case "PATCH" ->
          ask(
              WRITE_DEPLOYMENT_STATUS,
              request::bodyString,
              () ->
                  JSON.asJson(
                      deployments.patchStatus(
                          name, JSON.unmarshal(request.bodyString(), JsonNode.class), JSON)));
      default -> throw new Violation("no request of a pass: %s".formatted(request.method()));
    };
  }

  /** What the operator manages. */
  private String list(String namespace) {
    var list = new DefaultKubernetesResourceList<InferenceProfile>();
    list.setApiVersion(HasMetadata.getApiVersion(InferenceProfile.class));
    list.setKind("InferenceProfileList");
    list.setItems(
        world.cluster().list().values().stream()
            .filter(found -> found.getMetadata().getNamespace().equals(namespace))
            .filter(
                found ->
                    Labels.OPERATOR.equals(found.getMetadata().getLabels().get(Labels.MANAGED_BY)))
            .toList());
    return JSON.asJson(list);
  }

  private String resource(String name) {
    return JSON.asJson(
        world
            .cluster()
            .get(name)
            .orElseThrow(() -> new ApiRefusal(HttpURLConnection.HTTP_NOT_FOUND)));
  }

  private String namespace(String name) {
    return JSON.asJson(
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(name)
            .withAnnotations(
                world.cluster().allowsAdoption()
                    ? Map.of("bedrock-operator.io/adoption", "allowed")
                    : Map.of())
            .endMetadata()
            .build());
  }

  private String configMap(Target target, StandardHttpRequest request) {
    var configMaps = world.cluster().configMaps();
    var name = target.resource.orElse("");
    var sentAt = world.time().nanoTime();
    return switch (request.method()) {
      case "GET" ->
          ask(
              GET_CONFIG_MAP,
              () -> name,
              () ->
                  JSON.asJson(
                      configMaps
                          .get(name)
                          .orElseThrow(() -> new ApiRefusal(HttpURLConnection.HTTP_NOT_FOUND))));
      case "POST" -> {
        var created = JSON.unmarshal(request.bodyString(), ConfigMap.class);
        yield ask(
            CREATE_CONFIG_MAP,
            () -> created.getMetadata().getName() + " " + created.getData(),
            () -> written(configMaps.create(created), sentAt));
      }
      case "PATCH" ->
          ask(
              REPLACE_CONFIG_MAP,
              request::bodyString,
              () -> {
                var before = configMaps.get(name);
                var patched =
                    configMaps.patch(
                        name, JSON.unmarshal(request.bodyString(), JsonNode.class), JSON);
                world.publications().touched(name, before);
                return written(patched, sentAt);
              });
      case "DELETE" ->
          ask(
              DELETE_CONFIG_MAP,
              () -> name,
              () -> {
                var now = configMaps.get(name);
                configMaps.delete(name, JSON.unmarshal(request.bodyString(), DeleteOptions.class));
                world.publications().touched(name, now);
                return "{}";
              });
      default -> throw new Violation("no request of a pass: %s".formatted(request.method()));
    };
  }

  private String written(ConfigMap configMap, long sentAt) {
    world.publications().written(configMap, sentAt);
    return JSON.asJson(configMap);
  }

  private String patch(Target target, StandardHttpRequest request) {
    var name = target.resource.orElseThrow();
    var patch = ResourcePatch.read(request.getContentType(), request.bodyString(), JSON);
    return ask(
        target.isStatus ? WRITE_STATUS : operation(patch),
        () -> patch.status().map(SimulatedApiServer::summary).orElse(name),
        () ->
            JSON.asJson(
                target.isStatus
                    ? world.cluster().patchStatus(name, patch)
                    : world.cluster().patch(name, patch)));
  }

  private static String operation(ResourcePatch patch) {
    if (patch.template().isPresent()) {
      return CHANGE_REVISION;
    }
    return patch
        .finalizers()
        .map(held -> held.contains(InferenceProfile.FINALIZER) ? ADD_FINALIZER : REMOVE_FINALIZER)
        .orElse(ANNOTATE);
  }

  private static String summary(InferenceProfileStatus status) {
    return "%s %s %s"
        .formatted(status.inferenceProfileArn(), status.clientRequestToken(), status.conditions());
  }

  /** At once, and not by a thread of its own as {@code EventRecorder} does. */
  @Override
  public void record(HasMetadata resource, ResourceEvent announcement) {
    try {
      ask(CREATE_EVENT, announcement::reason, () -> true);
    } catch (ApiRefusal notWritten) {
      // Best effort, as EventSink says.
      return;
    }
  }

  private <T> T ask(String operation, Supplier<String> subject, Hazard.Effect<T> doing) {
    world.cluster().asked(operation);
    return world.hazard().effect(caller, operation, subject, doing, SimulatedApiServer::refusal);
  }

  private static ApiRefusal refusal(Kind kind) {
    return switch (kind) {
      case UNAVAILABLE -> ApiRefusal.noAnswer();
      case DENIED, QUOTA -> new ApiRefusal(HttpURLConnection.HTTP_FORBIDDEN);
      case THROTTLED -> new ApiRefusal(TOO_MANY_REQUESTS);
      default -> new ApiRefusal(HttpURLConnection.HTTP_INTERNAL_ERROR);
    };
  }
}
