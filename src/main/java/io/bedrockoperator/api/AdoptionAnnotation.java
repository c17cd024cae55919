package io.bedrockoperator.api;

import io.fabric8.kubernetes.api.model.Namespace;
import java.util.Map;

/** The annotation by which the platform team lets a namespace adopt profiles. */
public final class AdoptionAnnotation {

  private static final String KEY = "bedrock-operator.io/adoption";
  private static final String ALLOWED = "allowed";

  private AdoptionAnnotation() {}

  public static boolean grants(Namespace namespace) {
    Map<String, String> annotations = namespace.getMetadata().getAnnotations();
    return annotations != null && ALLOWED.equals(annotations.get(KEY));
  }
}
