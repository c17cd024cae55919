package io.bedrockoperator.profile;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The resource that owns a profile, as the tags of the profile record it. */
public record Owner(String cluster, String namespace, String name, String uid) {

  /** The prefix of all owner tags. No user tag may begin with it. */
  public static final String TAG_PREFIX = "bedrock-operator.io/";

  private static final String CLUSTER = TAG_PREFIX + "cluster";
  private static final String NAMESPACE = TAG_PREFIX + "namespace";
  private static final String NAME = TAG_PREFIX + "name";
  private static final String UID = TAG_PREFIX + "uid";

  /** Who owns a profile, from the point of view of one resource. */
  public enum Ownership {
    OURS,
    /**
     * A resource of the same cluster, namespace and name with an older uid, which therefore no
     * longer exists.
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

  /** Whether cluster, namespace and name are the same, whatever the uid. */
  public boolean isEarlierLifeOf(Owner now) {
    return cluster.equals(now.cluster) && namespace.equals(now.namespace) && name.equals(now.name);
  }

  public static boolean isOwnerTag(String key) {
    return key.startsWith(TAG_PREFIX);
  }

  /**
   * Whether users may not set the tag. This includes keys that differ from a reserved one only in
   * case or surrounding white space.
   */
  public static boolean isReservedTag(String key) {
    var read = key.strip().toLowerCase(Locale.ROOT);
    return isOwnerTag(read) || read.startsWith("aws:");
  }

  /** Returns the owner that the tags of a profile name. Missing parts are empty. */
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
