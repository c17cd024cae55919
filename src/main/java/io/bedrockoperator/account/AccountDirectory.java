package io.bedrockoperator.account;

import io.bedrockoperator.api.InferenceProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The accounts, namespaces and resources of the cluster, as last seen. No method makes a request.
 * Thread-safe.
 */
public interface AccountDirectory {

  /** Returns all existing accounts, including those being deleted; empty until they were listed. */
  Optional<List<ListedAccount>> accounts();

  TenantNamespace namespace(String name);

  /** Returns the resources in that namespace. */
  Stream<InferenceProfile> profilesIn(String namespace);

  /** The directory of an operator that uses no account but its own. */
  AccountDirectory NO_ACCOUNTS =
      new AccountDirectory() {
        @Override
        public Optional<List<ListedAccount>> accounts() {
          return Optional.of(List.of());
        }

        @Override
        public TenantNamespace namespace(String name) {
          return new TenantNamespace(name, Optional.of(Map.of()));
        }

        @Override
        public Stream<InferenceProfile> profilesIn(String namespace) {
          return Stream.empty();
        }
      };
}
