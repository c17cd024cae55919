package io.bedrockoperator.controller;

import io.bedrockoperator.account.AccountChoice;
import io.bedrockoperator.account.AccountTerms;
import io.bedrockoperator.account.ListedAccount;
import io.bedrockoperator.account.Tenancy;
import io.bedrockoperator.account.TenantNamespace;
import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.kubernetes.Tenants;
import io.bedrockoperator.profile.Pin;
import io.bedrockoperator.status.StatusReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Connects the watches of BedrockAccounts, namespaces and InferenceProfiles.
 *
 * @param tenants the accounts and namespaces, as the watches show them
 * @param used receives the name of each account that a profile entered or left
 */
public record AccountWatch(Tenants tenants, Tenancy tenancy, Consumer<String> used) {

  /**
   * What a resource takes from the accounts: if two views are equal, the resource sees no
   * difference.
   */
  private record View(AccountChoice choice, Map<String, String> tags) {}

  /**
   * Takes over the accounts that exist now.
   *
   * @param watched the resources as the watch last showed them
   * @return the resources to which this makes a difference
   */
  public List<InferenceProfile> relisted(
      List<BedrockAccount> all, Stream<InferenceProfile> watched) {
    var before = tenants.accounts();
    tenants.accountsAre(all);
    var now = tenants.accounts();
    if (before.isEmpty()) {
      // Some accounts may have been reconciled before the profiles that live in them were listed.
      now.orElseThrow().forEach(account -> used.accept(account.name()));
    }
    return before.equals(now)
        ? List.of()
        : watched.filter(resource -> concerns(resource, before, now)).toList();
  }

  private boolean concerns(
      InferenceProfile resource,
      Optional<List<ListedAccount>> before,
      Optional<List<ListedAccount>> now) {
    var namespace = tenants.namespace(resource.getMetadata().getNamespace());
    return !view(resource, before, namespace).equals(view(resource, now, namespace));
  }

  /** Whether other labels of its namespace make a difference to the resource. */
  boolean concerns(InferenceProfile resource, TenantNamespace before, TenantNamespace now) {
    return !view(resource, tenants.accounts(), before)
        .equals(view(resource, tenants.accounts(), now));
  }

  private View view(
      InferenceProfile resource,
      Optional<List<ListedAccount>> accounts,
      TenantNamespace namespace) {
    var record = StatusReader.record(resource);
    var held =
        resource.hasFinalizer(InferenceProfile.FINALIZER)
            || (record.arn().isPresent() && record.createdHere());
    var choice = tenancy.choose(resource, record.pin(), held, accounts, namespace);
    return new View(
        choice instanceof AccountChoice.Chosen(var account)
            ? new AccountChoice.Chosen(account.toItsProfiles())
            : choice,
        tags(choice, namespace));
  }

  private static Map<String, String> tags(AccountChoice choice, TenantNamespace namespace) {
    return choice instanceof AccountChoice.Chosen(var account)
        ? AccountTerms.of(account, namespace).tags()
        : Map.of();
  }

  /** Returns the name of the account that the resource keeps from being deleted. */
  static Optional<String> accountInUse(InferenceProfile resource) {
    return resource.hasFinalizer(InferenceProfile.FINALIZER)
        ? StatusReader.record(resource).pin().flatMap(Pin::accountName)
        : Optional.empty();
  }

  /** Takes note of a write to a resource. */
  void changed(InferenceProfile before, InferenceProfile now) {
    var was = accountInUse(before);
    var is = accountInUse(now);
    if (!was.equals(is)) {
      was.ifPresent(used);
      is.ifPresent(used);
    }
  }
}
