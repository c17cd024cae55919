package io.bedrockoperator.publish;

/** A resource that publishes, or whatever else controls a ConfigMap. */
public record Publisher(String apiVersion, String kind, String name, String uid) {

  /** An earlier resource of the same kind and name; none of its uid can be there any more. */
  boolean isEarlierLifeOf(Publisher other) {
    return apiVersion.equals(other.apiVersion)
        && kind.equals(other.kind)
        && name.equals(other.name)
        && !uid.equals(other.uid);
  }
}
