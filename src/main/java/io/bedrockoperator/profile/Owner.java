package io.bedrockoperator.profile;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The resource that a profile belongs to, as it is written into the profile's own tags. */
public record Owner(String cluster, String namespace, String name, String uid) {

  /** No user tag may begin with this. */
  public static final String TAG_PREFIX = "bedrock-operator.io/";

  private static final String CLUSTER = TAG_PREFIX + "cluster";
  private static final String NAMESPACE = TAG_PREFIX + "namespace";
  private static final String NAME = TAG_PREFIX + "name";
  private static final String UID = TAG_PREFIX + "uid";

  /** Whose profile it is, seen from one resource. */
  public enum Ownership {
    OURS,
    /**
     * The same cluster, namespace and name under an older uid, which therefore cannot live any
     * more.
     */
    PREDECESSOR,
    OTHER,
    NOBODY
  }

  public Map<String, String> tags() {
    return Map.of(CLUSTER, cluster, NAMESPACE, namespace, NAME, name, UID, uid);
  }

  public Ownership ownershipOf(Map<String, String> profileTags) {
    if (uid.equals(profileTags.get(UID))) {
      return Ownership.OURS;
    }
    if (profileTags.keySet().stream().noneMatch(Owner::isOwnerTag)) {
      return Ownership.NOBODY;
    }
    return namedBy(profileTags).isEarlierLifeOf(this) ? Ownership.PREDECESSOR : Ownership.OTHER;
  }

  /** The same cluster, namespace and name, whatever the uid. */
  public boolean isEarlierLifeOf(Owner now) {
    return cluster.equals(now.cluster) && namespace.equals(now.namespace) && name.equals(now.name);
  }

  public static boolean isOwnerTag(String key) {
    return key.startsWith(TAG_PREFIX);
  }

  /** No user may choose it, nor what passes for it where somebody reads it with less care. */
  public static boolean isReservedTag(String key) {
    var read = key.strip().toLowerCase(Locale.ROOT);
    return isOwnerTag(read) || read.startsWith("aws:");
  }

  /** The owner named by a profile's tags; parts that are not there are empty. */
  public static Owner namedBy(Map<String, String> profileTags) {
    return new Owner(
        part(profileTags, CLUSTER),
        part(profileTags, NAMESPACE),
        part(profileTags, NAME),
        part(profileTags, UID));
  }

  private static String part(Map<String, String> profileTags, String key) {
    return Objects.requireNonNullElse(profileTags.get(key), "");
  }
}
