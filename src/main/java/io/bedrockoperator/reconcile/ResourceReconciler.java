package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.reconcile.ReconcileMeters.Ending;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles resources, and remembers between reconciliations what makes the next one cheaper. Safe
 * for many threads, one for each resource.
 */
public final class ResourceReconciler {

  private static final Logger LOG = LoggerFactory.getLogger(ResourceReconciler.class);

  private final ReconcilerDependencies dependencies;

  public ResourceReconciler(ReconcilerDependencies dependencies) {
    this.dependencies = dependencies;
  }

  /** The rounds that look at what rests, and so is not reconciled. */
  public Resync resync() {
    return new Resync(dependencies);
  }

  /**
   * Brings the resource one step further.
   *
   * @return when to come back, with the resource as it is then, if nothing happens before; empty
   *     for never
   * @throws ResourceStore.ApiServerFailure when the API server did not take what was to be written;
   *     come back later
   */
  public Optional<Duration> run(InferenceProfile resource, ResourceStore resources) {
    var now = dependencies.nanoTime().getAsLong();
    var memory = dependencies.memories().of(resource, now);
    var context = new ReconcileContext(dependencies, resource, resources, memory);
    dependencies.driftIndex().moves(context.uid());
    rememberRecorded(context);
    var ending = Ending.NOT_WRITTEN;
    try {
      var next = Optional.<Duration>empty();
      try {
        next = step(context);
        ending = Ending.REPORTED;
      } catch (ResourceStore.Outdated | ResourceStore.ApiServerFailure notWritten) {
        throw notWritten;
      } catch (RuntimeException unforeseen) {
        next = new Reporter(context).failUnforeseen(unforeseen);
        ending = Ending.UNFORESEEN;
      }
      // What this reconciliation made known is no news to the next one.
      rememberRecorded(context);
      return next;
    } catch (ResourceStore.Outdated outdated) {
      ending = Ending.OUTDATED;
      LOG.debug("{}: looking again", outdated.getMessage());
      return new Reporter(context).comeBack();
    } finally {
      dependencies.creationSlots().free(context.uid());
      dependencies.memories().remember(resource, context.memory(), context.record().pin());
      dependencies.meters().ended(ending, Duration.ofNanos(context.now() - now));
    }
  }

  private static void rememberRecorded(ReconcileContext context) {
    context.remember(before -> before.recorded(context.record().arn(), context.now()));
  }

  private static Optional<Duration> step(ReconcileContext context) {
    return context.resource().isMarkedForDeletion()
        ? new DeletionReconciliation(context).run()
        : new ProfileReconciliation(context).run();
  }

  /** Who may have a profile when another resource of the namespace has none any more. */
  public Collection<InferenceProfile> nextToCreate(String namespace) {
    return dependencies.creationSlots().oldestRefused(namespace);
  }

  /**
   * The resource of that name is gone.
   *
   * @param resource as it was last, or already the next one of its name
   */
  public void forget(InferenceProfile resource) {
    dependencies.memories().forget(resource);
  }
}
