package io.bedrockoperator.reconcile;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.inventory.DriftDetector;
import io.bedrockoperator.inventory.Resting;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.ModelListing;
import io.bedrockoperator.status.ModelActivity;
import io.bedrockoperator.status.StatusReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The regular check of all resources at rest, and of those that no event reported. A resource that
 * seems to have changed is reconciled, and reads for itself. Rounds must not overlap.
 */
public final class Resync {

  private final ReconcilerDependencies dependencies;
  private final DriftDetector drift;

  public Resync(ReconcilerDependencies dependencies) {
    this.dependencies = dependencies;
    this.drift =
        new DriftDetector(
            dependencies.stores(),
            dependencies.inventories(),
            dependencies.driftIndex(),
            dependencies.delays().resync(),
            dependencies.delays().random(),
            dependencies.nanoTime());
  }

  /** The delay until the next round. */
  public Duration untilNext() {
    return dependencies.delays().untilResync();
  }

  /**
   * Runs one round. A Region that has not answered since the last round is left out.
   *
   * @param watched the resources as the watch shows them now
   * @param wake receives every resource that has to be reconciled, from any thread
   * @param branch runs the given task, one for each account and Region, so that none waits for
   *     another
   */
  public void run(
      Supplier<Stream<InferenceProfile>> watched,
      Consumer<InferenceProfile> wake,
      Consumer<Runnable> branch) {
    var known = dependencies.memories().names();
    var present =
        watched.get().collect(toMap(ReconcileMemories::nameOf, Function.identity(), (a, b) -> b));
    known.stream()
        .filter(name -> !present.containsKey(name))
        .forEach(name -> dependencies.memories().forget(name));
    present.values().stream().filter(this::wasMissed).forEach(wake);
    var byUid =
        present.values().stream()
            .collect(toMap(found -> found.getMetadata().getUid(), Function.identity()));
    dependencies.driftIndex().resting().stream()
        .filter(found -> byUid.containsKey(found.owner().uid()))
        .collect(groupingBy(Resting::place))
        .forEach((place, resting) -> branch.accept(() -> look(place, resting, byUid, wake)));
  }

  /**
   * Whether no event reported the resource or its present spec, or its status claims that it is at
   * rest while this process does not know of it.
   */
  private boolean wasMissed(InferenceProfile resource) {
    var uid = resource.getMetadata().getUid();
    return dependencies.driftIndex().isUnknown(uid)
        || !StatusReader.isCurrent(resource)
        || StatusReader.isRequested(resource)
        || (!dependencies.driftIndex().isResting(uid)
            && saysThatItRests(resource)
            && !isSuspended(resource));
  }

  private static boolean saysThatItRests(InferenceProfile resource) {
    return StatusReader.isReady(resource) && StatusReader.isCurrent(resource);
  }

  private static boolean isSuspended(InferenceProfile resource) {
    return Optional.ofNullable(resource.getSpec())
        .filter(spec -> Boolean.TRUE.equals(spec.suspend()))
        .isPresent();
  }

  private void look(
      AccountRegion place,
      List<Resting> resting,
      Map<String, InferenceProfile> byUid,
      Consumer<InferenceProfile> wake) {
    Function<Resting, Optional<InferenceProfile>> resource =
        found -> Optional.ofNullable(byUid.get(found.owner().uid()));
    drift
        .changed(
            place,
            resting,
            found ->
                resource.apply(found).filter(current -> isRestless(found, current)).isPresent())
        .forEach(found -> resource.apply(found).ifPresent(wake));
    // The models come last, because nothing waits for them.
    dependencies.inventories().refreshModels(place);
    var models = dependencies.inventories().modelsOf(place);
    resting.stream()
        .flatMap(found -> resource.apply(found).stream())
        .filter(current -> saysOtherwiseOf(models, current))
        .forEach(wake);
  }

  /** Whether the status does not say what is known of the models by now. */
  private boolean saysOtherwiseOf(ModelListing models, InferenceProfile resource) {
    var status = resource.getStatus();
    return status != null
        && !dependencies
            .keptStatuses()
            .keptOf(ModelActivity.in(status, models, dependencies.clock().instant()))
            .equals(status);
  }

  /**
   * Whether the status does not say that the resource is at rest, because another client wrote it
   * or a write of this operator came late, or does not say all that it could by now.
   */
  private boolean isRestless(Resting found, InferenceProfile resource) {
    var keptStatuses = dependencies.keptStatuses();
    return !saysThatItRests(resource)
        || StatusReader.reason(resource).isEmpty()
        || (keptStatuses.keepAll() && !StatusReader.record(resource).equals(found.record()))
        || (!found.tags().isEmpty() && !resource.hasFinalizer(InferenceProfile.FINALIZER))
        || keptStatuses.maySayMore(resource.getMetadata().getUid());
  }
}
