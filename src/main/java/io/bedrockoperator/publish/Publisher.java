package io.bedrockoperator.publish;

/** What controls a ConfigMap: a resource that publishes, or anything else. */
public record Publisher(String apiVersion, String kind, String name, String uid) {

  /** Whether this is an earlier resource of the same kind and name, which can no longer exist. */
  boolean isEarlierLifeOf(Publisher other) {
    return apiVersion.equals(other.apiVersion)
        && kind.equals(other.kind)
        && name.equals(other.name)
        && !uid.equals(other.uid);
  }
}
