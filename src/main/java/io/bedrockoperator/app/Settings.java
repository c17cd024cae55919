package io.bedrockoperator.app;

import io.bedrockoperator.aws.sdk.KnownRegions;
import io.bedrockoperator.profile.AdoptionPolicy;
import io.bedrockoperator.profile.OwnAccountPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All settings, from environment variables that begin with {@code BEDROCK_OPERATOR_}. AWS access is
 * set with the variables of the AWS SDK, and cluster access with those of the Kubernetes client.
 *
 * @param httpPort the port of probes and metrics; 0 for any free port
 * @param clusterId the identity of this cluster in owner tags; empty for the uid of the kube-system
 *     namespace
 * @param resync how often a resting profile is checked
 * @param leaseNamespace the namespace of the leader election Lease; empty for that of the pod
 * @param leaseName the name of that Lease
 * @param watchNamespaces the namespaces to watch; empty for all
 * @param labelSelector which resources are watched; empty for all. Checked by the API server
 * @param profileQuota how many profiles AWS allows in a Region; only shown in metrics
 * @param regions the Regions in which profiles may be
 * @param ownAccount when new profiles go to the account of the operator's own credentials
 * @param publish whether the operator may write ConfigMaps
 * @param unknown variables with the prefix that this version does not know
 */
record Settings(
    int httpPort,
    Optional<String> clusterId,
    Duration resync,
    boolean leaderElection,
    Optional<String> leaseNamespace,
    String leaseName,
    Set<String> watchNamespaces,
    Optional<String> labelSelector,
    int profileQuota,
    Set<String> regions,
    AdoptionPolicy adoption,
    OwnAccountPolicy ownAccount,
    boolean publish,
    LogFormat logFormat,
    Set<String> unknown) {

  private static final String PREFIX = "BEDROCK_OPERATOR_";
  private static final String HTTP_PORT = PREFIX + "HTTP_PORT";
  private static final String CLUSTER_ID = PREFIX + "CLUSTER_ID";
  private static final String RESYNC = PREFIX + "RESYNC";
  private static final String LEADER_ELECTION = PREFIX + "LEADER_ELECTION";
  private static final String LEASE_NAMESPACE = PREFIX + "LEASE_NAMESPACE";
  private static final String LEASE_NAME = PREFIX + "LEASE_NAME";
  private static final String WATCH_NAMESPACES = PREFIX + "WATCH_NAMESPACES";
  static final String LABEL_SELECTOR = PREFIX + "LABEL_SELECTOR";
  private static final String PROFILE_QUOTA = PREFIX + "PROFILE_QUOTA";
  private static final String REGIONS = PREFIX + "REGIONS";
  private static final String ADOPTION = PREFIX + "ADOPTION";
  private static final String OWN_ACCOUNT = PREFIX + "OWN_ACCOUNT";
  private static final String PUBLISH = PREFIX + "PUBLISH";
  private static final String LOG_FORMAT = PREFIX + "LOG_FORMAT";
  private static final List<String> KNOWN =
      List.of(
          HTTP_PORT,
          CLUSTER_ID,
          RESYNC,
          LEADER_ELECTION,
          LEASE_NAMESPACE,
          LEASE_NAME,
          WATCH_NAMESPACES,
          LABEL_SELECTOR,
          PROFILE_QUOTA,
          REGIONS,
          ADOPTION,
          OWN_ACCOUNT,
          PUBLISH,
          LOG_FORMAT);

  private static final Pattern LATER_WORD = Pattern.compile("_([a-z])");
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smh])");
  private static final Duration SHORTEST_RESYNC = Duration.ofSeconds(10);
  private static final Duration LONGEST_RESYNC = Duration.ofHours(24);

  /** Values of tags, since the cluster's identity is part of one (Bedrock API, Tag). */
  private static final Pattern TAG_VALUE = Pattern.compile("[a-zA-Z0-9\\s._:/=+@-]{1,256}");

  /** Names of namespaces (RFC 1123 label, Kubernetes object names). */
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  /** Regions that a spec may name (pattern in the CRD) and that can be part of a host name. */
  private static final Pattern REGION = Pattern.compile("[a-z0-9]([-a-z0-9]{0,18}[a-z0-9])?");

  /** Names of Leases (RFC 1123 subdomain, Kubernetes object names). */
  private static final Pattern LEASE = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  Settings {
    watchNamespaces = Set.copyOf(watchNamespaces);
    regions = Set.copyOf(regions);
    unknown = Set.copyOf(unknown);
  }

  /**
   * Reads and checks all settings.
   *
   * @throws BadSettingException for the first value that is not allowed
   */
  static Settings from(Map<String, String> environment) {
    return new Settings(
        port(environment),
        matching(
            environment,
            CLUSTER_ID,
            TAG_VALUE,
            "1 to 256 of the characters that AWS tag values may have"),
        resync(environment),
        bool(environment, LEADER_ELECTION, true),
        matching(environment, LEASE_NAMESPACE, NAMESPACE, "the name of a namespace"),
        matching(environment, LEASE_NAME, LEASE, "a name for a Lease").orElse(LeaderLease.NAME),
        names(environment, WATCH_NAMESPACES, NAMESPACE, "names of namespaces", Set.of()),
        value(environment, LABEL_SELECTOR),
        profileQuota(environment),
        names(environment, REGIONS, REGION, "names of Regions", KnownRegions.NAMES),
        choice(environment, ADOPTION, AdoptionPolicy.class, AdoptionPolicy.NAMESPACES),
        choice(environment, OWN_ACCOUNT, OwnAccountPolicy.class, OwnAccountPolicy.WHEN_NO_ACCOUNTS),
        bool(environment, PUBLISH, true),
        choice(environment, LOG_FORMAT, LogFormat.class, LogFormat.PLAIN),
        unknown(environment));
  }

  /** Treats an empty value as absent: manifests leave a setting out in this way. */
  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  private static int port(Map<String, String> environment) {
    var text = value(environment, HTTP_PORT).orElse("8080");
    var port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
    if (port < 0 || port > 65535) {
      throw new BadSettingException(HTTP_PORT, text, "a port from 0 to 65535, 0 for any free one");
    }
    return port;
  }

  /** Defaults to AWS's own default (Service Quotas, L-40EC9882). */
  private static int profileQuota(Map<String, String> environment) {
    var text = value(environment, PROFILE_QUOTA).orElse("1000");
    var quota = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    if (quota == 0) {
      throw new BadSettingException(PROFILE_QUOTA, text, "a whole number from 1 to 999999999");
    }
    return quota;
  }

  private static Optional<String> matching(
      Map<String, String> environment, String name, Pattern pattern, String allowed) {
    var value = value(environment, name);
    if (value.filter(text -> !pattern.matcher(text).matches()).isPresent()) {
      throw new BadSettingException(name, value.get(), allowed);
    }
    return value;
  }

  private static Duration resync(Map<String, String> environment) {
    var text = value(environment, RESYNC).orElse("5m");
    var parts = DURATION.matcher(text);
    var resync = parts.matches() ? duration(Long.parseLong(parts.group(1)), parts.group(2)) : null;
    if (resync == null
        || resync.compareTo(SHORTEST_RESYNC) < 0
        || resync.compareTo(LONGEST_RESYNC) > 0) {
      throw new BadSettingException(
          RESYNC, text, "a duration from 10s to 24h, such as 30s, 5m or 1h");
    }
    return resync;
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  private static boolean bool(Map<String, String> environment, String name, boolean otherwise) {
    return switch (value(environment, name).orElse(Boolean.toString(otherwise))) {
      case "true" -> true;
      case "false" -> false;
      case String other -> throw new BadSettingException(name, other, "true or false");
    };
  }

  private static Set<String> names(
      Map<String, String> environment,
      String name,
      Pattern pattern,
      String allowed,
      Set<String> otherwise) {
    var text = value(environment, name);
    if (text.isEmpty()) {
      return otherwise;
    }
    var names =
        Stream.of(text.get().split(",", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    // A list without names must not mean all of them.
    if (names.isEmpty() || !names.stream().allMatch(part -> pattern.matcher(part).matches())) {
      throw new BadSettingException(name, text.get(), allowed + ", separated by commas");
    }
    return names;
  }

  private static <E extends Enum<E>> E choice(
      Map<String, String> environment, String name, Class<E> type, E otherwise) {
    var text = value(environment, name).orElse(word(otherwise));
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new BadSettingException(
                    name,
                    text,
                    "one of "
                        + Arrays.stream(type.getEnumConstants())
                            .map(Settings::word)
                            .collect(Collectors.joining(", "))));
  }

  private static String word(Enum<?> constant) {
    return LATER_WORD
        .matcher(constant.name().toLowerCase(Locale.ROOT))
        .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }

  private static Set<String> unknown(Map<String, String> environment) {
    return environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !KNOWN.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
