package io.bedrockoperator.controller;

import io.bedrockoperator.api.BedrockAccount;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/**
 * Accepts the changes of an account that need a reconciliation. The operator's own writes do not.
 */
public final class AccountUpdateFilter implements OnUpdateFilter<BedrockAccount> {

  @Override
  public boolean accept(BedrockAccount now, BedrockAccount before) {
    return !Objects.equals(now.getMetadata().getUid(), before.getMetadata().getUid())
        || !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || now.isMarkedForDeletion() != before.isMarkedForDeletion()
        || (before.hasFinalizer(BedrockAccount.FINALIZER)
            && !now.hasFinalizer(BedrockAccount.FINALIZER));
  }
}
