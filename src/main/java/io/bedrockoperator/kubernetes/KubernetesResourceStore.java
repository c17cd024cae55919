package io.bedrockoperator.kubernetes;

import com.fasterxml.jackson.databind.node.NullNode;
import io.bedrockoperator.api.AdoptionAnnotation;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.TagKeysOfCreation;
import io.bedrockoperator.profile.AdoptionPermission;
import io.bedrockoperator.profile.AdoptionPolicy;
import io.bedrockoperator.profile.Owner;
import io.bedrockoperator.reconcile.ConfigMapStore;
import io.bedrockoperator.reconcile.ResourceEvent;
import io.bedrockoperator.reconcile.ResourceStore;
import io.bedrockoperator.scheduling.FairSemaphore;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.EditReplacePatchable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The port to InferenceProfiles over the fabric8 client.
 *
 * @param requests limits the concurrent requests to the API server
 * @param cache receives each write (the resource after it, and before it), so that the next
 *     reconciliation sees the write even if the watch lags
 */
public record KubernetesResourceStore(
    KubernetesClient client,
    FairSemaphore requests,
    EventSink events,
    AdoptionPolicy adoptionPolicy,
    Optional<ConfigMapStore> configMaps,
    BiConsumer<InferenceProfile, InferenceProfile> cache)
    implements ResourceStore {

  static final String FIELD_MANAGER = "bedrock-operator";

  /** RFC 1123 label and subdomain, as the API server accepts them (Kubernetes object names). */
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  /** Other clients may change the resource between a read and the write, but not forever. */
  private static final int WRITE_ATTEMPTS = 5;

  private static final PatchContext MERGE = JsonPatch.patchOf(PatchType.JSON_MERGE);

  private static final String FINALIZERS = "finalizers";
  private static final String ANNOTATIONS = "annotations";

  /** A merge patch removes what it sets to null. */
  private static final Map<String, Object> NO_TAG_KEYS =
      Map.of(TagKeysOfCreation.ANNOTATION, NullNode.getInstance());

  @Override
  public InferenceProfile addFinalizer(InferenceProfile resource, Optional<String> tagKeys) {
    return answered(
        () ->
            write(
                resource,
                current -> {
                  var finalizers = new ArrayList<>(current.getMetadata().getFinalizers());
                  finalizers.add(InferenceProfile.FINALIZER);
                  var fields = new HashMap<String, Object>(Map.of(FINALIZERS, finalizers));
                  tagKeys.ifPresent(keys -> fields.put(ANNOTATIONS, annotation(keys)));
                  return patchMetadata(current, fields);
                }));
  }

  @Override
  public InferenceProfile writeTagKeys(InferenceProfile resource, Optional<String> tagKeys) {
    var annotation = tagKeys.map(KubernetesResourceStore::annotation).orElse(NO_TAG_KEYS);
    return answered(
        () -> write(resource, current -> patchMetadata(current, Map.of(ANNOTATIONS, annotation))));
  }

  private static Map<String, Object> annotation(String tagKeys) {
    return Map.of(TagKeysOfCreation.ANNOTATION, tagKeys);
  }

  @Override
  public InferenceProfile removeFinalizer(InferenceProfile resource) {
    return answered(() -> withoutFinalizer(resource));
  }

  private InferenceProfile withoutFinalizer(InferenceProfile resource) {
    try {
      return write(
          resource,
          current -> {
            if (!Objects.equals(generation(current), generation(resource))) {
              throw new Outdated("somebody changed the spec meanwhile");
            }
            var finalizers = new ArrayList<>(current.getMetadata().getFinalizers());
            finalizers.remove(InferenceProfile.FINALIZER);
            return patchMetadata(
                current,
                TagKeysOfCreation.isOn(current)
                    ? Map.of(FINALIZERS, finalizers, ANNOTATIONS, NO_TAG_KEYS)
                    : Map.of(FINALIZERS, finalizers));
          });
    } catch (Outdated outdated) {
      if (read(resource) != null) {
        throw outdated;
      }
      return resource;
    }
  }

  private static Long generation(InferenceProfile resource) {
    return resource.getMetadata().getGeneration();
  }

  /** A merge patch replaces the list, so it names the version that the list was read from. */
  private InferenceProfile patchMetadata(InferenceProfile current, Map<String, Object> fields) {
    var metadata = new HashMap<>(fields);
    metadata.put("uid", current.getMetadata().getUid());
    metadata.put("resourceVersion", current.getMetadata().getResourceVersion());
    return patch(MERGE, client.resource(nameOnly(current)), Map.of("metadata", metadata));
  }

  /** Replaces the whole status, so that nothing remains that another client wrote. */
  @Override
  public InferenceProfile writeStatus(InferenceProfile resource, InferenceProfileStatus status) {
    return answered(
        () ->
            write(
                resource,
                current ->
                    patch(
                        JsonPatch.CONTEXT,
                        client.resource(nameOnly(current)).subresource("status"),
                        List.of(
                            JsonPatch.set("/metadata/uid", current.getMetadata().getUid()),
                            JsonPatch.set(
                                "/metadata/resourceVersion",
                                current.getMetadata().getResourceVersion()),
                            JsonPatch.set("/status", status)))));
  }

  private static <T> T answered(Supplier<T> requests) {
    try {
      return requests.get();
    } catch (KubernetesClientException failure) {
      throw new ApiServerFailure(failure);
    }
  }

  /**
   * Sends the patch as text for a minimal object: given only a name, the client would read the
   * resource first, and it copies any object that it is given.
   */
  private InferenceProfile patch(
      PatchContext how, EditReplacePatchable<InferenceProfile> what, Object patch) {
    return what.patch(how, client.getKubernetesSerialization().asJson(patch));
  }

  private static InferenceProfile nameOnly(InferenceProfile resource) {
    var nameOnly = new InferenceProfile();
    nameOnly.setMetadata(
        new ObjectMetaBuilder()
            .withName(resource.getMetadata().getName())
            .withNamespace(resource.getMetadata().getNamespace())
            .build());
    return nameOnly;
  }

  private InferenceProfile write(InferenceProfile resource, UnaryOperator<InferenceProfile> patch) {
    var current = resource;
    for (var attempt = 1; ; attempt++) {
      try {
        var written = patched(current, patch);
        cache.accept(written, resource);
        return written;
      } catch (KubernetesClientException failure) {
        if (failure.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
          throw new Outdated("the resource is gone");
        }
        if (failure.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == WRITE_ATTEMPTS) {
          throw failure;
        }
        current = rereadUnlessChanged(resource);
      }
    }
  }

  private static String namespace(InferenceProfile resource) {
    return resource.getMetadata().getNamespace();
  }

  private InferenceProfile patched(
      InferenceProfile current, UnaryOperator<InferenceProfile> patch) {
    return requests.take(namespace(current), () -> patch.apply(current));
  }

  private InferenceProfile rereadUnlessChanged(InferenceProfile resource) {
    var current = read(resource);
    if (current == null
        || !current.getMetadata().getUid().equals(resource.getMetadata().getUid())
        || !Objects.equals(current.getStatus(), resource.getStatus())
        || current.hasFinalizer(InferenceProfile.FINALIZER)
            != resource.hasFinalizer(InferenceProfile.FINALIZER)
        || current.isMarkedForDeletion() != resource.isMarkedForDeletion()) {
      throw new Outdated("somebody else wrote the resource meanwhile");
    }
    return current;
  }

  @Override
  public void announce(InferenceProfile resource, ResourceEvent announcement) {
    events.record(resource, announcement);
  }

  @Override
  public AdoptionPermission adoptionIn(String namespace) {
    return switch (adoptionPolicy) {
      case EVERYWHERE -> AdoptionPermission.GRANTED;
      case NEVER -> AdoptionPermission.NEVER;
      case NAMESPACES ->
          answered(() -> isAnnotated(namespace))
              ? AdoptionPermission.GRANTED
              : AdoptionPermission.WITHHELD;
    };
  }

  /** Whether the namespace grants adoption; one that the operator may not read does not. */
  private boolean isAnnotated(String namespace) {
    try {
      var found = requests.take(namespace, () -> client.namespaces().withName(namespace).get());
      return found != null && AdoptionAnnotation.grants(found);
    } catch (KubernetesClientException failure) {
      if (failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return false;
      }
      throw failure;
    }
  }

  @Override
  public boolean exists(Owner owner, Predicate<InferenceProfile> such) {
    // Anyone who may tag in AWS may have written any owner.
    if (!NAMESPACE.matcher(owner.namespace()).matches() || !NAME.matcher(owner.name()).matches()) {
      return false;
    }
    return answered(() -> mayExist(owner, such));
  }

  private boolean mayExist(Owner owner, Predicate<InferenceProfile> such) {
    try {
      var found = read(owner.namespace(), owner.name());
      return found != null && found.getMetadata().getUid().equals(owner.uid()) && such.test(found);
    } catch (KubernetesClientException failure) {
      if (failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return true;
      }
      throw failure;
    }
  }

  private @Nullable InferenceProfile read(InferenceProfile resource) {
    return read(namespace(resource), resource.getMetadata().getName());
  }

  private @Nullable InferenceProfile read(String namespace, String name) {
    return requests.take(
        namespace,
        () -> client.resources(InferenceProfile.class).inNamespace(namespace).withName(name).get());
  }
}
