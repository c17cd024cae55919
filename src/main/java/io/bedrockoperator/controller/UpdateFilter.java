package io.bedrockoperator.controller;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.status.StatusReader;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Map;
import java.util.Objects;

/**
 * Accepts the changes of a resource that need a reconciliation. The operator's own writes do not.
 */
public final class UpdateFilter implements OnUpdateFilter<InferenceProfile> {

  @Override
  public boolean accept(InferenceProfile now, InferenceProfile before) {
    var is = now.getMetadata();
    var was = before.getMetadata();
    return !Objects.equals(is.getUid(), was.getUid())
        || !Objects.equals(is.getGeneration(), was.getGeneration())
        || now.isMarkedForDeletion() != before.isMarkedForDeletion()
        || !Objects.equals(requested(is.getAnnotations()), requested(was.getAnnotations()))
        || lostFinalizer(now, before)
        || (now.isMarkedForDeletion() && !is.getFinalizers().equals(was.getFinalizers()));
  }

  /**
   * The operator removes its finalizer itself as well, but not while the status names a profile.
   */
  private static boolean lostFinalizer(InferenceProfile now, InferenceProfile before) {
    return before.hasFinalizer(InferenceProfile.FINALIZER)
        && !now.hasFinalizer(InferenceProfile.FINALIZER)
        && StatusReader.record(now).arn().isPresent();
  }

  private static String requested(Map<String, String> annotations) {
    return annotations == null
        ? ""
        : annotations.getOrDefault(StatusReader.RECONCILE_REQUESTED_AT, "");
  }
}
