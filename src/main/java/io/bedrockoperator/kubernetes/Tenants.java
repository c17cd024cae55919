package io.bedrockoperator.kubernetes;

import io.bedrockoperator.account.AccountDirectory;
import io.bedrockoperator.account.AccountParser;
import io.bedrockoperator.account.ListedAccount;
import io.bedrockoperator.account.TenantNamespace;
import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Accounts and namespaces as the watches last showed them. Safe for use by multiple threads. */
public final class Tenants implements AccountDirectory {

  private final ConcurrentMap<String, Map<String, String>> labels = new ConcurrentHashMap<>();
  private volatile Optional<List<ListedAccount>> accounts = Optional.empty();
  private volatile Function<String, Stream<InferenceProfile>> resources =
      namespace -> Stream.empty();

  /** Sets all accounts that exist. */
  public void accountsAre(List<BedrockAccount> all) {
    accounts =
        Optional.of(
            all.stream()
                .map(AccountParser::read)
                .sorted(Comparator.comparing(ListedAccount::name))
                .toList());
  }

  public void namespaceIs(Namespace namespace) {
    labels.put(namespace.getMetadata().getName(), labelsOf(namespace));
  }

  public void namespaceIsGone(Namespace namespace) {
    labels.remove(namespace.getMetadata().getName());
  }

  /**
   * Sets where to find the resources of a namespace.
   *
   * @param inNamespace returns them as the watch last showed them
   */
  public void find(Function<String, Stream<InferenceProfile>> inNamespace) {
    resources = inNamespace;
  }

  @Override
  public Optional<List<ListedAccount>> accounts() {
    return accounts;
  }

  @Override
  public TenantNamespace namespace(String name) {
    return new TenantNamespace(name, Optional.ofNullable(labels.get(name)));
  }

  @Override
  public Stream<InferenceProfile> profilesIn(String namespace) {
    return resources.apply(namespace);
  }

  /** The namespace as the rules of accounts see it. */
  public static TenantNamespace tenant(Namespace namespace) {
    return new TenantNamespace(namespace.getMetadata().getName(), Optional.of(labelsOf(namespace)));
  }

  private static Map<String, String> labelsOf(Namespace namespace) {
    return Map.copyOf(Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of()));
  }
}
