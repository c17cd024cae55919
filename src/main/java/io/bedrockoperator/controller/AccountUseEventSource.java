package io.bedrockoperator.controller;

import io.bedrockoperator.api.BedrockAccount;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;

/** Wakes a BedrockAccount when profiles come to it or leave it, or its session changes. */
public final class AccountUseEventSource extends AbstractEventSource<Void, BedrockAccount> {

  public AccountUseEventSource() {
    super(Void.class, "use");
  }

  /** Nothing is lost before the start: each account is reconciled then. */
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
