package io.bedrockoperator.dev.sandbox;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Watches the resources of all namespaces, and the ConfigMaps that they publish. */
final class Changes implements AutoCloseable {

  private final BlockingQueue<Change> queue = new LinkedBlockingQueue<>();
  private final List<SharedIndexInformer<?>> informers;

  Changes(KubernetesClient client) {
    informers =
        List.of(
            client
                .resources(InferenceProfile.class)
                .inAnyNamespace()
                .inform(new Handler<>(State::of)),
            client
                .resources(InferenceProfileDeployment.class)
                .inAnyNamespace()
                .inform(new Handler<>(State::of)),
            client
                .configMaps()
                .inAnyNamespace()
                .withLabel(Labels.PUBLISHED_BY)
                .inform(new Handler<>(State::of)));
  }

  Optional<Change> next(Duration atMost) throws InterruptedException {
    return Optional.ofNullable(queue.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::close);
  }

  private final class Handler<T extends HasMetadata> implements ResourceEventHandler<T> {

    private final Function<T, State> state;

    Handler(Function<T, State> state) {
      this.state = state;
    }

    @Override
    public void onAdd(T object) {
      queue.add(new Change(Key.of(object), Optional.of(state.apply(object))));
    }

    @Override
    public void onUpdate(T before, T object) {
      onAdd(object);
    }

    @Override
    public void onDelete(T object, boolean unknown) {
      queue.add(Change.gone(object));
    }
  }
}
