package io.bedrockoperator.kubernetes;

import io.bedrockoperator.publish.ConfigMapContent;
import io.bedrockoperator.publish.ContentHash;
import io.bedrockoperator.publish.ObservedConfigMap;
import io.bedrockoperator.publish.Publisher;
import io.bedrockoperator.reconcile.ConfigMapStore;
import io.bedrockoperator.reconcile.ResourceStore.ApiServerFailure;
import io.bedrockoperator.scheduling.FairSemaphore;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * ConfigMaps over the fabric8 client.
 *
 * @param requests limits the concurrent requests to the API server
 * @param seen is updated with every answer
 */
public record KubernetesConfigMapStore(
    KubernetesClient client, FairSemaphore requests, PublishedConfigMaps seen)
    implements ConfigMapStore {

  private static final int UNPROCESSABLE = 422;

  @Override
  public List<ObservedConfigMap> controlledBy(String namespace, String uid) {
    return seen.controlledBy(namespace, uid);
  }

  @Override
  public Set<String> mentioned(String namespace, String name, Set<String> texts) {
    var data =
        get(namespace, name)
            .map(found -> List.copyOf(orEmpty(found.getData()).values()))
            .orElse(List.of());
    return texts.stream()
        .filter(text -> data.stream().anyMatch(value -> value.contains(text)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Optional<ConfigMap> get(String namespace, String name) {
    try {
      return Optional.ofNullable(
          requests.take(
              namespace, () -> client.configMaps().inNamespace(namespace).withName(name).get()));
    } catch (KubernetesClientException failure) {
      throw new ApiServerFailure(failure);
    }
  }

  @Override
  public Optional<ObservedConfigMap> read(String namespace, String name) {
    var observed = get(namespace, name).map(KubernetesConfigMapStore::observed);
    observed.ifPresentOrElse(seen::refresh, () -> seen.lost(namespace, name));
    return observed;
  }

  @Override
  public Answer create(String namespace, Publisher publisher, ConfigMapContent content) {
    var configMap =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(content.name())
            .withNamespace(namespace)
            .withLabels(content.labels())
            .withAnnotations(content.annotations())
            .withOwnerReferences(reference(publisher))
            .endMetadata()
            .withData(content.data())
            .build();
    return answer(
        namespace, content.name(), () -> saw(client.resource(configMap).create(), content));
  }

  @Override
  public Answer replace(ObservedConfigMap current, Publisher publisher, ConfigMapContent content) {
    var patch =
        List.of(
            JsonPatch.set("/metadata/uid", current.uid()),
            JsonPatch.set("/metadata/resourceVersion", current.resourceVersion()),
            JsonPatch.set("/metadata/labels", content.labels()),
            JsonPatch.set("/metadata/annotations", content.annotations()),
            JsonPatch.set("/metadata/ownerReferences", List.of(reference(publisher))),
            JsonPatch.set("/data", content.data()),
            JsonPatch.set("/binaryData", Map.of()));
    return answer(
        current.namespace(),
        current.name(),
        () ->
            saw(
                client
                    .resource(nameOnly(current))
                    .patch(JsonPatch.CONTEXT, client.getKubernetesSerialization().asJson(patch)),
                content));
  }

  /** A minimal object: given only a name, the client would read the ConfigMap first. */
  private static ConfigMap nameOnly(ObservedConfigMap current) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(current.name())
        .withNamespace(current.namespace())
        .endMetadata()
        .build();
  }

  @Override
  public Answer delete(ObservedConfigMap current) {
    var options =
        new DeleteOptionsBuilder()
            .withNewPreconditions(current.resourceVersion(), current.uid())
            .build();
    var path = "/api/v1/namespaces/%s/configmaps/%s".formatted(current.namespace(), current.name());
    return answer(
        current.namespace(),
        current.name(),
        () -> {
          deleteUnlessGone(path, options);
          seen.lost(current.namespace(), current.name());
          return new Written();
        });
  }

  private void deleteUnlessGone(String path, DeleteOptions options) {
    try {
      client.raw(path, "DELETE", options);
    } catch (KubernetesClientException failure) {
      if (failure.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw failure;
      }
    }
  }

  private Answer saw(ConfigMap written, ConfigMapContent content) {
    var observed = observed(written);
    seen.saw(observed);
    return observed.hash().equals(content.hash())
        ? new Written()
        : new Refused("something in the cluster changes it while it is written");
  }

  private Answer answer(String namespace, String name, Supplier<Answer> request) {
    try {
      return requests.take(namespace, request);
    } catch (KubernetesClientException failure) {
      return switch (failure.getCode()) {
        case HttpURLConnection.HTTP_CONFLICT, HttpURLConnection.HTTP_NOT_FOUND -> {
          // The watch may not show the change for a while.
          var unused = read(namespace, name);
          yield new Changed();
        }
        case HttpURLConnection.HTTP_FORBIDDEN,
            HttpURLConnection.HTTP_BAD_REQUEST,
            HttpURLConnection.HTTP_ENTITY_TOO_LARGE,
            UNPROCESSABLE ->
            new Refused(words(failure));
        default -> throw new ApiServerFailure(failure);
      };
    }
  }

  /** Prefers the status message: the client's own message begins with the URL and the request. */
  static String words(KubernetesClientException failure) {
    return Optional.ofNullable(failure.getStatus())
        .map(status -> status.getMessage())
        .orElseGet(() -> String.valueOf(failure.getMessage()));
  }

  /** A reference for the garbage collector, which does not block the deletion of the resource. */
  private static OwnerReference reference(Publisher publisher) {
    return new OwnerReferenceBuilder()
        .withApiVersion(publisher.apiVersion())
        .withKind(publisher.kind())
        .withName(publisher.name())
        .withUid(publisher.uid())
        .withController(true)
        .build();
  }

  /** The parts of a ConfigMap that the operator keeps in memory. */
  public static ObservedConfigMap observed(ConfigMap configMap) {
    var metadata = configMap.getMetadata();
    return new ObservedConfigMap(
        metadata.getNamespace(),
        metadata.getName(),
        metadata.getUid(),
        metadata.getResourceVersion(),
        controller(metadata),
        ContentHash.of(
            orEmpty(metadata.getLabels()),
            orEmpty(metadata.getAnnotations()),
            orEmpty(configMap.getData()),
            !orEmpty(configMap.getBinaryData()).isEmpty()),
        Boolean.TRUE.equals(configMap.getImmutable()),
        metadata.getDeletionTimestamp() != null);
  }

  private static Optional<Publisher> controller(ObjectMeta metadata) {
    return metadata.getOwnerReferences().stream()
        .filter(reference -> Boolean.TRUE.equals(reference.getController()))
        .map(
            reference ->
                new Publisher(
                    reference.getApiVersion(),
                    reference.getKind(),
                    reference.getName(),
                    reference.getUid()))
        .findFirst();
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return Objects.requireNonNullElse(map, Map.of());
  }
}
