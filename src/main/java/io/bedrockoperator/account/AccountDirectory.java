package io.bedrockoperator.account;

import io.bedrockoperator.api.InferenceProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the cluster says of accounts and of those who use them, as it was last seen. Costs no
 * request. Safe for many threads.
 */
public interface AccountDirectory {

  /** All that exist, those being deleted too; empty until they were listed. */
  Optional<List<ListedAccount>> accounts();

  TenantNamespace namespace(String name);

  /** The resources in it. */
  Stream<InferenceProfile> profilesIn(String namespace);

  /** For an operator that stands for one account only. */
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
