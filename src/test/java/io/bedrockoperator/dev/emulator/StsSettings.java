package io.bedrockoperator.dev.emulator;

/**
 * How this STS behaves where AWS leaves it open or where it depends on who calls. Immutable; an STS
 * takes another one at any time.
 *
 * @param defaultCaller who signs with keys that were not handed out by this STS
 * @param sessionsOfRemovedRoles what becomes of the sessions of a role that was deleted: AWS says
 *     that they end, but not with which code; they do not come back with a role of the same name
 * @param calls of each calling account and Region; AWS publishes no number
 */
public record StsSettings(
    DefaultCaller defaultCaller, Standing sessionsOfRemovedRoles, CallLimit calls) {

  private static final StsSettings DEFAULTS =
      new StsSettings(DefaultCaller.SESSION, Standing.UNKNOWN, CallLimit.NONE);

  /** IAM roles for service accounts and Pod Identity both give sessions of assumed roles. */
  public enum DefaultCaller {
    USER,
    SESSION,
    /**
     * Every role that it assumes has to allow sts:TagSession. Whether the tags of Pod Identity are
     * transitive was not found.
     */
    SESSION_WITH_TRANSITIVE_TAGS
  }

  public static StsSettings defaults() {
    return DEFAULTS;
  }

  public StsSettings with(DefaultCaller value) {
    return new StsSettings(value, sessionsOfRemovedRoles, calls);
  }

  public StsSettings withSessionsOfRemovedRoles(Standing value) {
    return new StsSettings(defaultCaller, value, calls);
  }

  public StsSettings withCalls(CallLimit value) {
    return new StsSettings(defaultCaller, sessionsOfRemovedRoles, value);
  }
}
