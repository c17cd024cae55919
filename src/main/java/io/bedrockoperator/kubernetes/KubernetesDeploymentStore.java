package io.bedrockoperator.kubernetes;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.InferenceProfileDeploymentStatus;
import io.bedrockoperator.deployment.DeploymentStore;
import io.bedrockoperator.reconcile.ConfigMapStore;
import io.bedrockoperator.reconcile.ResourceEvent;
import io.bedrockoperator.reconcile.ResourceStore.ApiServerFailure;
import io.bedrockoperator.rollout.DesiredRevision;
import io.bedrockoperator.rollout.ObservedRevision;
import io.bedrockoperator.scheduling.FairSemaphore;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Deployments and their revisions over the fabric8 client.
 *
 * @param requests limits the concurrent requests to the API server for deployments
 * @param seen the names of the revisions in the watch cache; listing them would return those of
 *     every deployment in the namespace
 */
public record KubernetesDeploymentStore(
    KubernetesClient client,
    FairSemaphore requests,
    EventSink events,
    Optional<ConfigMapStore> configMaps,
    Set<String> seen)
    implements DeploymentStore {

  private static final int UNPROCESSABLE = 422;

  /** Bounds the requests, since any user may write any owner reference, and each costs one. */
  private static final int MOST_READ = 2 * InferenceProfileDeployment.MOST_REVISIONS;

  @Override
  public Optional<InferenceProfileDeployment> read(String namespace, String name) {
    return answered(
        namespace,
        () ->
            Optional.ofNullable(
                client
                    .resources(InferenceProfileDeployment.class)
                    .inNamespace(namespace)
                    .withName(name)
                    .get()));
  }

  @Override
  public List<InferenceProfile> revisions(InferenceProfileDeployment deployment) {
    var uid = deployment.getMetadata().getUid();
    return seen.stream()
        .sorted()
        .limit(MOST_READ)
        .flatMap(name -> revision(namespace(deployment), name).stream())
        .filter(
            found ->
                found.getMetadata().getOwnerReferences().stream()
                    .anyMatch(owner -> uid.equals(owner.getUid())))
        .toList();
  }

  @Override
  public Optional<InferenceProfile> revision(String namespace, String name) {
    return answered(
        namespace,
        () ->
            Optional.ofNullable(
                client
                    .resources(InferenceProfile.class)
                    .inNamespace(namespace)
                    .withName(name)
                    .get()));
  }

  @Override
  public Answer create(InferenceProfileDeployment deployment, DesiredRevision revision) {
    var resource = new InferenceProfile();
    resource.setMetadata(
        new ObjectMetaBuilder(objectMeta(deployment, revision.name()))
            .withLabels(revision.labels())
            .withAnnotations(revision.annotations())
            .withOwnerReferences(reference(deployment))
            .build());
    resource.setSpec(revision.spec());
    return answer(deployment, () -> kept(client.resource(resource).create(), revision));
  }

  @Override
  public Answer update(
      InferenceProfileDeployment deployment, ObservedRevision current, DesiredRevision to) {
    var patch =
        List.of(
            JsonPatch.set("/metadata/uid", current.uid()),
            JsonPatch.set("/metadata/resourceVersion", current.version()),
            JsonPatch.set("/metadata/labels", joined(current.labels(), to.labels())),
            JsonPatch.set("/metadata/annotations", joined(current.annotations(), to.annotations())),
            JsonPatch.set("/spec", to.spec()));
    var resource = new InferenceProfile();
    resource.setMetadata(objectMeta(deployment, current.name()));
    return answer(
        deployment,
        () ->
            kept(
                client
                    .resource(resource)
                    .patch(JsonPatch.CONTEXT, client.getKubernetesSerialization().asJson(patch)),
                to));
  }

  private static Map<String, String> joined(Map<String, String> there, Map<String, String> ours) {
    var joined = new HashMap<>(there);
    joined.putAll(ours);
    return joined;
  }

  /** Refuses an object that the cluster changed on the way: it would be written again and again. */
  private static Answer kept(InferenceProfile written, DesiredRevision sent) {
    return sent.spec().equals(written.getSpec())
            && has(written.getMetadata().getLabels(), sent.labels())
            && has(written.getMetadata().getAnnotations(), sent.annotations())
        ? new Written()
        : new Refused("something in the cluster changes it while it is written");
  }

  private static boolean has(@Nullable Map<String, String> there, Map<String, String> ours) {
    return Objects.requireNonNullElse(there, Map.<String, String>of())
        .entrySet()
        .containsAll(ours.entrySet());
  }

  @Override
  public Answer delete(InferenceProfileDeployment deployment, ObservedRevision current) {
    var options =
        new DeleteOptionsBuilder().withNewPreconditions(current.version(), current.uid()).build();
    var path =
        "/apis/%s/namespaces/%s/%s/%s"
            .formatted(
                HasMetadata.getApiVersion(InferenceProfile.class),
                namespace(deployment),
                HasMetadata.getPlural(InferenceProfile.class),
                current.name());
    return answer(
        deployment,
        () -> {
          client.raw(path, "DELETE", options);
          return new Written();
        });
  }

  @Override
  public Answer writeStatus(
      InferenceProfileDeployment deployment, InferenceProfileDeploymentStatus status) {
    var patch =
        List.of(
            JsonPatch.set("/metadata/uid", deployment.getMetadata().getUid()),
            JsonPatch.set(
                "/metadata/resourceVersion", deployment.getMetadata().getResourceVersion()),
            JsonPatch.set("/status", status));
    var resource = new InferenceProfileDeployment();
    resource.setMetadata(objectMeta(deployment, deployment.getMetadata().getName()));
    var answer =
        answer(
            deployment,
            () -> {
              client
                  .resource(resource)
                  .subresource("status")
                  .patch(JsonPatch.CONTEXT, client.getKubernetesSerialization().asJson(patch));
              return new Written();
            });
    if (answer instanceof Refused(String why)) {
      // A status that cannot be written cannot report it.
      throw new ApiServerFailure(new IllegalStateException(why));
    }
    return answer;
  }

  @Override
  public void announce(InferenceProfileDeployment deployment, ResourceEvent announcement) {
    events.record(deployment, announcement);
  }

  private Answer answer(InferenceProfileDeployment deployment, Supplier<Answer> request) {
    try {
      return requests.take(namespace(deployment), request);
    } catch (KubernetesClientException failure) {
      return switch (failure.getCode()) {
        case HttpURLConnection.HTTP_CONFLICT, HttpURLConnection.HTTP_NOT_FOUND -> new Changed();
        case HttpURLConnection.HTTP_FORBIDDEN,
            HttpURLConnection.HTTP_BAD_REQUEST,
            HttpURLConnection.HTTP_ENTITY_TOO_LARGE,
            UNPROCESSABLE ->
            new Refused(KubernetesConfigMapStore.words(failure));
        default -> throw new ApiServerFailure(failure);
      };
    }
  }

  private <T> T answered(String namespace, Supplier<T> request) {
    try {
      return requests.take(namespace, request);
    } catch (KubernetesClientException failure) {
      throw new ApiServerFailure(failure);
    }
  }

  private static ObjectMeta objectMeta(InferenceProfileDeployment deployment, String name) {
    return new ObjectMetaBuilder().withName(name).withNamespace(namespace(deployment)).build();
  }

  /** A reference for the garbage collector, which does not block the deletion of the deployment. */
  private static OwnerReference reference(InferenceProfileDeployment deployment) {
    return new OwnerReferenceBuilder()
        .withApiVersion(HasMetadata.getApiVersion(InferenceProfileDeployment.class))
        .withKind(HasMetadata.getKind(InferenceProfileDeployment.class))
        .withName(deployment.getMetadata().getName())
        .withUid(deployment.getMetadata().getUid())
        .withController(true)
        .build();
  }

  private static String namespace(InferenceProfileDeployment deployment) {
    return deployment.getMetadata().getNamespace();
  }
}
