package io.bedrockoperator.account;

import java.util.Map;
import java.util.Optional;

/**
 * The namespace of a resource.
 *
 * @param labels empty while they are not known
 */
public record TenantNamespace(String name, Optional<Map<String, String>> labels) {

  public TenantNamespace {
    labels = labels.map(Map::copyOf);
  }
}
