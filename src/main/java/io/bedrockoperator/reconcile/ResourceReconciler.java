package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.reconcile.ReconcileMeters.Ending;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles resources, and remembers between reconciliations what makes the next one cheaper.
 * Different resources may be reconciled at the same time, in one thread each.
 */
public final class ResourceReconciler {

  private static final Logger LOG = LoggerFactory.getLogger(ResourceReconciler.class);

  private final ReconcilerDependencies dependencies;

  public ResourceReconciler(ReconcilerDependencies dependencies) {
    this.dependencies = dependencies;
  }

  /** Returns the regular check of the resources at rest, which are not reconciled otherwise. */
  public Resync resync() {
    return new Resync(dependencies);
  }

  /**
   * Brings the resource one step closer to its spec.
   *
   * @return the delay after which to call again, with the resource as it is then, if nothing
   *     happens before; empty for never
   * @throws ResourceStore.ApiServerFailure if the API server did not accept a write; call again
   *     later
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
      // What this reconciliation recorded must not look like a change to the next one.
      rememberRecorded(context);
      return next;
    } catch (ResourceStore.Outdated outdated) {
      ending = Ending.OUTDATED;
      LOG.debug("{}: looking again", outdated.getMessage());
      return new Reporter(context).requeueSilently();
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

  /**
   * Whether another resource of the namespace may create a profile instead of this one.
   *
   * @param before the resource as it was reconciled
   * @param now the resource as the reconciliation left it
   */
  public static boolean leavesSlot(InferenceProfile before, InferenceProfile now) {
    return CreationSlots.isLeft(before, now);
  }

  /**
   * Returns the resources that may create a profile once another one of the namespace has none any
   * more.
   */
  public Collection<InferenceProfile> nextToCreate(String namespace) {
    return dependencies.creationSlots().oldestRefused(namespace);
  }

  /**
   * Forgets the resource of that name, which is gone.
   *
   * @param resource as it was last seen, or already the next one of its name
   */
  public void forget(InferenceProfile resource) {
    dependencies.memories().forget(resource);
  }
}
