package io.bedrockoperator.dev.emulator;

import io.bedrockoperator.dev.emulator.StsSettings.DefaultCaller;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The Security Token Service, without a wire: the roles of all accounts, and the sessions that it
 * handed out. It starts no threads and knows no time but its clock's. Thread-safe.
 */
public final class EmulatedSts {
  private static final Duration DEFAULT_SESSION = Duration.ofHours(1);
  private static final Duration LONGEST_CHAINED_SESSION = Duration.ofHours(1);
  private static final String DEFAULT_CALLER = "default-caller";

  /** Each role that is created has an id of its own, also under an ARN that was there before. */
  private record Created(IamRole role, String id) {}

  private final String account;
  private final InstantSource clock;
  private final Ids ids;
  private final Map<String, Created> roles = new HashMap<>();
  private final Map<String, RoleSession> sessions = new LinkedHashMap<>();
  private final Set<String> revoked = new HashSet<>();
  private final Map<String, Long> requests = new HashMap<>();
  private final Map<String, Throttle> throttles = new HashMap<>();
  private StsSettings settings = StsSettings.defaults();

  /**
   * @param account whose keys are all those that were not handed out here
   */
  public EmulatedSts(String account, InstantSource clock, long seed) {
    this.account = account;
    this.clock = clock;
    this.ids = new Ids(seed);
  }

  public synchronized void configure(UnaryOperator<StsSettings> change) {
    settings = change.apply(settings);
  }

  /** Creates a role, or changes the one that has this ARN; its sessions go on. */
  public synchronized void put(IamRole role) {
    var before = roles.get(role.arn());
    roles.put(role.arn(), new Created(role, before == null ? ids.unique("AROA") : before.id()));
  }

  /** Deletes a role, which ends its sessions. */
  public synchronized void remove(String roleArn) {
    roles.remove(roleArn);
  }

  /** Denies everything to the sessions that there are; new ones are not concerned. */
  public synchronized void revokeSessions(String roleArn) {
    sessions(roleArn).forEach(session -> revoked.add(session.accessKeyId()));
  }

  /** All that were ever handed out for this role, the oldest first. */
  public synchronized List<RoleSession> sessions(String roleArn) {
    return sessions.values().stream().filter(session -> session.roleArn().equals(roleArn)).toList();
  }

  /** How often this role was asked for, with whatever result. */
  public synchronized long requests(String roleArn) {
    return requests.getOrDefault(roleArn, 0L);
  }

  /** Who signs with this key and this token; without a key, the default caller. */
  public synchronized Caller caller(@Nullable String accessKeyId, @Nullable String sessionToken) {
    var session = sessions.get(accessKeyId);
    if (session == null) {
      return defaultCaller();
    }
    var standing =
        session.sessionToken().equals(sessionToken) ? standing(session) : Standing.UNKNOWN;
    return new Caller(session.account(), session.arn(), session.userId(), true, standing);
  }

  public synchronized RoleSession assumeRole(
      String region, Caller caller, AssumeRoleRequest request) {
    requests.merge(request.roleArn(), 1L, Long::sum);
    admit(region, caller);
    StsShapes.check(request);
    var created = roles.get(request.roleArn());
    if (created == null || !trusts(created.role(), request)) {
      throw unauthorized(caller, Operation.ASSUME_ROLE, request);
    }
    if (isTagged(caller, request) && !created.role().taggable()) {
      throw unauthorized(caller, "TagSession", request);
    }
    var session = session(created, request, duration(created.role(), caller, request));
    sessions.put(session.accessKeyId(), session);
    return session;
  }

  /** Whoever asks is told who it is, unless too many ask. */
  public synchronized Caller callerIdentity(String region, Caller caller) {
    admit(region, caller);
    return caller;
  }

  private Caller defaultCaller() {
    return switch (settings.defaultCaller()) {
      case USER ->
          new Caller(
              account,
              "arn:aws:iam::%s:user/%s".formatted(account, DEFAULT_CALLER),
              "AIDADEFAULTCALLER",
              false,
              Standing.VALID);
      case SESSION, SESSION_WITH_TRANSITIVE_TAGS ->
          new Caller(
              account,
              "arn:aws:sts::%s:assumed-role/%s/pod".formatted(account, DEFAULT_CALLER),
              "AROADEFAULTCALLER:pod",
              true,
              Standing.VALID);
    };
  }

  private Standing standing(RoleSession session) {
    if (!clock.instant().isBefore(session.expiration())) {
      return Standing.EXPIRED;
    }
    var role = roles.get(session.roleArn());
    if (role == null || !session.userId().startsWith(role.id())) {
      return settings.sessionsOfRemovedRoles();
    }
    return revoked.contains(session.accessKeyId()) ? Standing.REVOKED : Standing.VALID;
  }

  private void admit(String region, Caller caller) {
    var throttle =
        throttles.computeIfAbsent(caller.account() + "/" + region, key -> new Throttle());
    if (!throttle.admits(settings.calls(), clock.instant())) {
      throw Refusal.rateExceeded();
    }
  }

  private static boolean trusts(IamRole role, AssumeRoleRequest request) {
    return role.trusting()
        && (role.externalId() == null || role.externalId().equals(request.externalId()));
  }

  private boolean isTagged(Caller caller, AssumeRoleRequest request) {
    var inherited =
        caller.equals(defaultCaller())
            && settings.defaultCaller() == DefaultCaller.SESSION_WITH_TRANSITIVE_TAGS;
    return inherited || !request.tags().isEmpty();
  }

  private static Duration duration(IamRole role, Caller caller, AssumeRoleRequest request) {
    if (request.durationSeconds() == null) {
      return DEFAULT_SESSION;
    }
    var asked = Duration.ofSeconds(request.durationSeconds());
    if (caller.chained() && asked.compareTo(LONGEST_CHAINED_SESSION) > 0) {
      throw Refusal.validationError(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining.");
    }
    if (asked.compareTo(role.longestSession()) > 0) {
      throw Refusal.validationError(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    return asked;
  }

  private RoleSession session(Created created, AssumeRoleRequest request, Duration duration) {
    var role = created.role();
    return new RoleSession(
        role.arn(),
        role.account(),
        role.sessionArn(request.sessionName()),
        created.id() + ":" + request.sessionName(),
        Map.copyOf(request.tags()),
        ids.unique("ASIA"),
        ids.unique("secret/"),
        ids.unique("token/"),
        clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(duration));
  }

  private static Refusal unauthorized(
      Caller caller, Operation operation, AssumeRoleRequest request) {
    return unauthorized(caller, operation.action(), request);
  }

  /** Seen so in many reports; it does not tell whether there is such a role. */
  private static Refusal unauthorized(Caller caller, String action, AssumeRoleRequest request) {
    return Service.STS.denied(
        "User: %s is not authorized to perform: sts:%s on resource: %s"
            .formatted(caller.arn(), action, request.roleArn()));
  }
}
