package io.bedrockoperator.api;

import java.util.Locale;

/** Labels and annotations that the operator puts on the objects that it writes. */
public final class Labels {

  /** The label that Kubernetes recommends for the tool that manages an object. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** The value of {@link #MANAGED_BY}. */
  public static final String OPERATOR = "bedrock-operator";

  /**
   * The label for the resource that published the object; helps to find it, proves no ownership.
   */
  public static final String PUBLISHED_BY = "bedrock-operator.io/published-by";

  /** The annotation with the keys of the other labels and annotations that the operator set. */
  public static final String PUBLISHED_METADATA = "bedrock-operator.io/published-metadata";

  private static final int LONGEST_VALUE = 63;

  private Labels() {}

  /**
   * The value of {@link #PUBLISHED_BY} for a resource, cut to the length of a label value, so that
   * two long names may have the same value.
   */
  public static String publishedBy(String kind, String name) {
    var value = kind.toLowerCase(Locale.ROOT) + "." + name;
    return value
        .substring(0, Math.min(value.length(), LONGEST_VALUE))
        .replaceFirst("[^a-zA-Z0-9]+$", "");
  }
}
