package io.bedrockoperator.api;

import java.util.Locale;

/** Labels and annotations that the operator puts on the objects that it writes. */
public final class Labels {

  /** Recommended by Kubernetes for the tool that manages an object. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** The value of {@link #MANAGED_BY}. */
  public static final String OPERATOR = "bedrock-operator";

  /** By which resource the object was published; to find it, not to tell whose it is. */
  public static final String PUBLISHED_BY = "bedrock-operator.io/published-by";

  /** Names the annotations and the other labels that the operator put there, and so watches. */
  public static final String PUBLISHED_METADATA = "bedrock-operator.io/published-metadata";

  private static final int LONGEST_VALUE = 63;

  private Labels() {}

  /**
   * The value of {@link #PUBLISHED_BY} for a resource: cut to what a label's value may be, so that
   * two long names may have the same.
   */
  public static String publishedBy(String kind, String name) {
    var value = kind.toLowerCase(Locale.ROOT) + "." + name;
    return value
        .substring(0, Math.min(value.length(), LONGEST_VALUE))
        .replaceFirst("[^a-zA-Z0-9]+$", "");
  }
}
