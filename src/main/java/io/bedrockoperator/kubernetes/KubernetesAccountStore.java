package io.bedrockoperator.kubernetes;

import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.BedrockAccountStatus;
import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.EditReplacePatchable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * BedrockAccounts over the fabric8 client. Every write requires that the resource still has the
 * version that the caller passes; otherwise, the client throws its exception for a conflict.
 */
public record KubernetesAccountStore(KubernetesClient client) {

  /** How many profiles one page of a list holds. */
  private static final long PAGE = 500;

  /** Adds the finalizer, and returns the resource as the API server stored it. */
  public BedrockAccount addFinalizer(BedrockAccount resource) {
    var finalizers = new ArrayList<>(resource.getMetadata().getFinalizers());
    finalizers.add(BedrockAccount.FINALIZER);
    return patch(client.resource(nameOnly(resource)), resource, "/metadata/finalizers", finalizers);
  }

  /** Removes the finalizer, so that the resource can be deleted. */
  public void removeFinalizer(BedrockAccount resource) {
    var finalizers = new ArrayList<>(resource.getMetadata().getFinalizers());
    finalizers.remove(BedrockAccount.FINALIZER);
    var unused =
        patch(client.resource(nameOnly(resource)), resource, "/metadata/finalizers", finalizers);
  }

  /** Replaces the whole status. */
  public void writeStatus(BedrockAccount resource, BedrockAccountStatus status) {
    var unused =
        patch(
            client.resource(nameOnly(resource)).subresource("status"), resource, "/status", status);
  }

  /** Lists all InferenceProfiles from the API server. */
  public Stream<InferenceProfile> profiles() {
    var found = new ArrayList<InferenceProfile>();
    var next = Optional.<String>empty();
    do {
      var page =
          client
              .resources(InferenceProfile.class)
              .inAnyNamespace()
              .list(
                  new ListOptionsBuilder().withLimit(PAGE).withContinue(next.orElse(null)).build());
      found.addAll(page.getItems());
      next =
          Optional.ofNullable(page.getMetadata().getContinue()).filter(token -> !token.isEmpty());
    } while (next.isPresent());
    return found.stream();
  }

  private BedrockAccount patch(
      EditReplacePatchable<BedrockAccount> what, BedrockAccount current, String path, Object to) {
    var patch =
        List.of(
            JsonPatch.set("/metadata/uid", current.getMetadata().getUid()),
            JsonPatch.set("/metadata/resourceVersion", current.getMetadata().getResourceVersion()),
            JsonPatch.set(path, to));
    return what.patch(JsonPatch.CONTEXT, client.getKubernetesSerialization().asJson(patch));
  }

  private static BedrockAccount nameOnly(BedrockAccount resource) {
    var nameOnly = new BedrockAccount();
    nameOnly.setMetadata(
        new ObjectMetaBuilder().withName(resource.getMetadata().getName()).build());
    return nameOnly;
  }
}
