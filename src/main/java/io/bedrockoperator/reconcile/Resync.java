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
 * The regular look at everything that rests, and at what was missed: resources that no event told
 * of. Who is seen changed is woken, and looks for itself. Rounds must not overlap.
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

  /** How long until the next round. */
  public Duration untilNext() {
    return dependencies.delays().untilResync();
  }

  /**
   * One round. A Region that has not answered since the last one is left out.
   *
   * @param watched the resources as the watch shows them now
   * @param wake hears of every resource that has to be reconciled; from any thread
   * @param branch runs what it is given for each Region, so that none waits for another
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

  /** No event told of it, or of its present spec; or it claims a rest that nobody knows of. */
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
            found -> resource.apply(found).filter(is -> isRestless(found, is)).isPresent())
        .forEach(found -> resource.apply(found).ifPresent(wake));
    // After all else: nobody waits for it.
    dependencies.inventories().refreshModels(place);
    var models = dependencies.inventories().modelsOf(place);
    resting.stream()
        .flatMap(found -> resource.apply(found).stream())
        .filter(is -> saysOtherwiseOf(models, is))
        .forEach(wake);
  }

  /** Its status does not say what is known of its models by now. */
  private boolean saysOtherwiseOf(ModelListing models, InferenceProfile resource) {
    var status = resource.getStatus();
    return status != null
        && !dependencies
            .keptStatuses()
            .keptOf(ModelActivity.in(status, models, dependencies.clock().instant()))
            .equals(status);
  }

  /**
   * Its status does not say that it rests: somebody wrote it, or a write of ours came late. Or it
   * does not say all that it could by now.
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
