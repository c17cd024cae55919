package io.bedrockoperator.reconcile;

import io.bedrockoperator.account.AccountChoice;
import io.bedrockoperator.account.AccountChoice.Usable;
import io.bedrockoperator.aws.StoreFailure;
import io.bedrockoperator.profile.DesiredState;
import io.bedrockoperator.profile.Owner.Ownership;
import io.bedrockoperator.profile.plan.ReadPlan;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for the profile of a resource whose status names no account. Either the process that
 * created it died before it reported it, and the first BedrockAccount came before the next process,
 * or somebody removed the status.
 */
record AccountSearch(ReconcileContext context) {

  /** The account that has the profile; empty if none is known to have it. */
  Optional<Usable> find(AccountChoice.Refused refused) {
    if (context.record().pin().isPresent() || !context.mayHaveCreated()) {
      return Optional.empty();
    }
    return switch (context.dependencies().specs().read(context.resource())) {
      case ParseResult.NotUnderstood<ParsedSpec> unclear -> Optional.empty();
      case ParseResult.Understood<ParsedSpec>(ParsedSpec(var desired, var publication)) ->
          refused.forDeletion().stream()
              .filter(this::mayUse)
              .filter(account -> !desired.suspended() && has(account, desired))
              .findFirst();
    };
  }

  /** Whoever may tag in the account of another tenant could otherwise offer a profile there. */
  private boolean mayUse(Usable account) {
    return context.dependencies().tenancy().allows(account, context.resource());
  }

  private boolean has(Usable account, DesiredState desired) {
    context.lookIn(account);
    var profile = desired.profile();
    try {
      return new Observer(context)
          .named(new ReadPlan.ByName(profile.region(), profile.name())).profiles().stream()
              .map(found -> desired.owner().ownershipOf(found.tags().orElse(Map.of())))
              .anyMatch(Ownership.OURS::equals);
    } catch (StoreFailure notLooked) {
      return false;
    }
  }
}
