package io.bedrockoperator.publish;

import java.util.Optional;

/**
 * A ConfigMap as the cluster has it, without its content.
 *
 * @param controller what controls it, by its owner reference
 * @param hash see {@link ContentHash}
 * @param terminating whether it was deleted and a finalizer holds it
 */
public record ObservedConfigMap(
    String namespace,
    String name,
    String uid,
    String resourceVersion,
    Optional<Publisher> controller,
    String hash,
    boolean immutable,
    boolean terminating) {

  public ObservedConfigMap withVersion(String otherVersion) {
    return new ObservedConfigMap(
        namespace, name, uid, otherVersion, controller, hash, immutable, terminating);
  }

  /**
   * Whether the resource with that uid controls it, so that its content is that resource's to
   * write.
   */
  public boolean isOf(String resourceUid) {
    return controller.filter(publisher -> publisher.uid().equals(resourceUid)).isPresent();
  }
}
