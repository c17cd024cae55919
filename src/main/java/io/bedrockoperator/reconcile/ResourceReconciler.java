package io.bedrockoperator.reconcile;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.inventory.DriftDetector;
import io.bedrockoperator.reconcile.ReconcileMeters.Ending;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs passes, and remembers between them what makes the next one cheaper. Safe for many threads,
 * one for each resource.
 */
public final class ResourceReconciler {

  /** Everything we write into a resource's metadata. */
  public static final String FINALIZER = "bedrock-operator.io/inference-profile";

  private static final Logger LOG = LoggerFactory.getLogger(ResourceReconciler.class);

  private final SharedState shared;

  public ResourceReconciler(ReconcilerDependencies surroundings) {
    this.shared = SharedState.in(surroundings);
  }

  /** The rounds that look at what rests, and so has no passes. */
  public DriftDetector resync() {
    return new DriftDetector(shared);
  }

  /**
   * Brings the resource one step further.
   *
   * @return when to come back, with the resource as it is then, if nothing happens before; empty
   *     for never
   * @throws KubernetesClientException when the API server did not take what was to be written; come
   *     back later
   */
  public Optional<Duration> run(InferenceProfile resource, ResourceStore resources) {
    var now = shared.surroundings().nanoTime().getAsLong();
    var recollection = shared.recollections().of(resource, now);
    var pass = new ReconcileContext(shared, resource, resources, recollection);
    shared.watchlist().moves(resource.getMetadata().getUid());
    pass.remember(before -> before.recorded(pass.recorded().arn(), pass.now()));
    var ending = Ending.NOT_WRITTEN;
    try {
      var next = run(pass);
      // What this pass made known is no news to the next one.
      pass.remember(before -> before.recorded(pass.recorded().arn(), pass.now()));
      ending = pass.metUnforeseen() ? Ending.UNFORESEEN : Ending.REPORTED;
      return next;
    } catch (ResourceStore.Outdated outdated) {
      ending = Ending.OUTDATED;
      LOG.debug("{}: looking again", outdated.getMessage());
      return pass.comeBack();
    } finally {
      shared.recollections().remember(resource, pass.recollection());
      shared.meters().ended(ending, Duration.ofNanos(pass.now() - now));
    }
  }

  private static Optional<Duration> run(ReconcileContext pass) {
    try {
      return pass.resource().isMarkedForDeletion()
          ? new DeletionReconciliation(pass).run()
          : new ProfileReconciliation(pass).run();
    } catch (ResourceStore.Outdated | KubernetesClientException notWritten) {
      throw notWritten;
    } catch (RuntimeException unforeseen) {
      return pass.failUnforeseen(unforeseen);
    }
  }

  /**
   * The resource of that name is gone.
   *
   * @param resource as it was last, or already the next one of its name
   */
  public void forget(InferenceProfile resource) {
    shared.recollections().forget(resource);
  }
}
