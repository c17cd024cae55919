package io.bedrockoperator.dev.sandbox;

import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Watches the resources of all namespaces. */
final class Changes implements AutoCloseable {

  private final BlockingQueue<Change> queue = new LinkedBlockingQueue<>();
  private final SharedIndexInformer<InferenceProfile> informer;

  Changes(KubernetesClient client) {
    informer = client.resources(InferenceProfile.class).inAnyNamespace().inform(new Handler());
  }

  Optional<Change> next(Duration atMost) throws InterruptedException {
    return Optional.ofNullable(queue.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    informer.close();
  }

  private final class Handler implements ResourceEventHandler<InferenceProfile> {

    @Override
    public void onAdd(InferenceProfile profile) {
      queue.add(Change.to(profile));
    }

    @Override
    public void onUpdate(InferenceProfile before, InferenceProfile profile) {
      queue.add(Change.to(profile));
    }

    @Override
    public void onDelete(InferenceProfile profile, boolean unknown) {
      queue.add(Change.gone(profile));
    }
  }
}
