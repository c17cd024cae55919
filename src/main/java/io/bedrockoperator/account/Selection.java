package io.bedrockoperator.account;

import io.bedrockoperator.profile.OwnAccountPolicy;
import io.bedrockoperator.profile.Pin;
import java.util.List;
import java.util.Optional;

/**
 * What the choice of an account depends on.
 *
 * @param accounts all existing accounts, including those being deleted; empty until they were
 *     listed
 * @param accountRef the name of the account that the spec asks for
 * @param pin the account that the status records
 * @param finalizer whether a create call may have been sent, so that the pin holds
 * @param ownAccountId the account of the operator's own credentials, as far as it is known
 * @param ownAccount when new profiles go to the operator's own account
 */
public record Selection(
    Optional<List<ListedAccount>> accounts,
    TenantNamespace namespace,
    Optional<String> accountRef,
    Optional<Pin> pin,
    boolean finalizer,
    Optional<String> ownAccountId,
    OwnAccountPolicy ownAccount) {

  public Selection {
    accounts = accounts.map(List::copyOf);
  }
}
