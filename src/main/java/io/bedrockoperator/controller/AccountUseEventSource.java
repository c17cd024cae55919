package io.bedrockoperator.controller;

import io.bedrockoperator.api.BedrockAccount;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;

/**
 * Has a BedrockAccount reconciled when a profile enters or leaves it, or when its session changes.
 */
public final class AccountUseEventSource extends AbstractEventSource<Void, BedrockAccount> {

  public AccountUseEventSource() {
    super(Void.class, "use");
  }

  /**
   * Has the account with that name reconciled. Before the start, this does nothing, because every
   * account is reconciled then.
   */
  public void wake(String account) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(new ResourceID(account)));
    }
  }

  @Override
  public Status getStatus() {
    return Status.UNKNOWN;
  }

  @Override
  public Set<Void> getSecondaryResources(BedrockAccount primary) {
    return Set.of();
  }
}
