package io.bedrockoperator.profile;

/** From where profiles that the operator did not create may be taken over. */
public enum AdoptionPolicy {
  /** From namespaces that carry the annotation {@code bedrock-operator.io/adoption: allowed}. */
  NAMESPACES,
  EVERYWHERE,
  NEVER
}
