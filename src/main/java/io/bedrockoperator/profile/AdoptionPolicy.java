package io.bedrockoperator.profile;

/** Which namespaces may adopt profiles that the operator did not create. */
public enum AdoptionPolicy {
  /** Namespaces with the annotation {@code bedrock-operator.io/adoption: allowed}. */
  NAMESPACES,
  EVERYWHERE,
  NEVER
}
