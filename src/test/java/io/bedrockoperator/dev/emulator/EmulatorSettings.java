package io.bedrockoperator.dev.emulator;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How this Bedrock behaves where AWS leaves it open, where it differs between accounts, and where a
 * test wants it harsher. Immutable; an account takes another one at any time.
 */
public record EmulatorSettings(
    Names names,
    Tokens tokens,
    Consistency consistency,
    Limits limits,
    Creation creation,
    Unknowns unknowns,
    TagIndex tagIndex,
    Duration latency) {

  public static final Duration FOR_EVER = ChronoUnit.FOREVER.getDuration();

  private static final EmulatorSettings DEFAULTS =
      new EmulatorSettings(
          new Names(true, Duration.ZERO),
          new Tokens(FOR_EVER, DeadToken.ANSWERS_DEAD_ARN, TokenMismatch.IGNORED),
          new Consistency(Lag.NONE, Lag.NONE, Lag.NONE),
          new Limits(1000, 100, CallLimit.NONE),
          new Creation(Duration.ZERO, "CREATING"),
          new Unknowns(Rejection.NOT_FOUND, Rejection.INVALID, false, false, false),
          new TagIndex(Duration.ZERO, false),
          Duration.ZERO);

  /**
   * AWS does not say that names are unique in an account and Region, but Terraform's provider
   * retries a ConflictException after replacing a profile under the same name, which suggests that
   * they are, and that a name stays taken for a while after its profile's deletion.
   */
  public record Names(boolean unique, Duration reservedAfterDeletion) {}

  /** A token is remembered this long after the creation it made. */
  public record Tokens(Duration memory, DeadToken afterDeletion, TokenMismatch mismatch) {}

  /** What a remembered token does once its profile is deleted. */
  public enum DeadToken {
    ANSWERS_DEAD_ARN,
    CREATES_ANEW,
    /** EC2 does so with IdempotentInstanceTerminated; here it is a ConflictException. */
    REFUSES
  }

  /** What a remembered token does when the other parameters differ. */
  public enum TokenMismatch {
    /** Read literally, this is the service model: the request is ignored, without an error. */
    IGNORED,
    CONFLICT
  }

  /** How long a creation stays unseen and a deleted profile stays seen. */
  public record Lag(Duration creation, Duration deletion) {
    public static final Lag NONE = new Lag(Duration.ZERO, Duration.ZERO);

    public static Lag ofCreations(Duration creation) {
      return new Lag(creation, Duration.ZERO);
    }

    public static Lag ofDeletions(Duration deletion) {
      return new Lag(Duration.ZERO, deletion);
    }
  }

  /**
   * Reads are Get, ListTagsForResource, TagResource and UntagResource; lists are
   * ListInferenceProfiles. Deletes have their own lag: a delete that does not see a new profile
   * answers ResourceNotFoundException and leaves it alive.
   */
  public record Consistency(Lag reads, Lag lists, Lag deletes) {}

  /** Quota and calls are counted for each Region. */
  public record Limits(int quota, int pageSize, CallLimit calls) {}

  /** The service model knows only ACTIVE; another word before it is what an operator must bear. */
  public record Creation(Duration activeAfter, String firstStatus) {}

  /**
   * Questions no AWS source answers.
   *
   * @param foreignArn an identifier or a source of another Region, account or partition
   * @param systemProfileWrite deleting or (un)tagging a system-defined profile, or asking its tags
   * @param onDemandRequired whether a model that can only be invoked through a profile is refused
   *     as a source
   * @param tagsMoveUpdatedAt whether a change of tags is an update of the profile
   * @param systemProfilesCount whether system-defined profiles use up the quota
   */
  public record Unknowns(
      Rejection foreignArn,
      Rejection systemProfileWrite,
      boolean onDemandRequired,
      boolean tagsMoveUpdatedAt,
      boolean systemProfilesCount) {}

  /**
   * What the Resource Groups Tagging API knows.
   *
   * @param lag how late it sees creations, changes of tags and deletions; AWS says nothing about it
   * @param denied whether the account may not ask it
   */
  public record TagIndex(Duration lag, boolean denied) {}

  public static EmulatorSettings defaults() {
    return DEFAULTS;
  }

  public EmulatorSettings with(Names value) {
    return new EmulatorSettings(
        value, tokens, consistency, limits, creation, unknowns, tagIndex, latency);
  }

  public EmulatorSettings with(Tokens value) {
    return new EmulatorSettings(
        names, value, consistency, limits, creation, unknowns, tagIndex, latency);
  }

  public EmulatorSettings with(Consistency value) {
    return new EmulatorSettings(
        names, tokens, value, limits, creation, unknowns, tagIndex, latency);
  }

  public EmulatorSettings with(Limits value) {
    return new EmulatorSettings(
        names, tokens, consistency, value, creation, unknowns, tagIndex, latency);
  }

  public EmulatorSettings with(Creation value) {
    return new EmulatorSettings(
        names, tokens, consistency, limits, value, unknowns, tagIndex, latency);
  }

  public EmulatorSettings with(Unknowns value) {
    return new EmulatorSettings(
        names, tokens, consistency, limits, creation, value, tagIndex, latency);
  }

  public EmulatorSettings with(TagIndex value) {
    return new EmulatorSettings(
        names, tokens, consistency, limits, creation, unknowns, value, latency);
  }

  /** Before every answer; only on the wire, where time is real. */
  public EmulatorSettings withLatency(Duration value) {
    return new EmulatorSettings(
        names, tokens, consistency, limits, creation, unknowns, tagIndex, value);
  }

  public EmulatorSettings withQuota(int value) {
    return with(new Limits(value, limits.pageSize, limits.calls));
  }

  public EmulatorSettings withPageSize(int value) {
    return with(new Limits(limits.quota, value, limits.calls));
  }

  public EmulatorSettings withCalls(CallLimit value) {
    return with(new Limits(limits.quota, limits.pageSize, value));
  }

  public EmulatorSettings withReads(Lag value) {
    return with(new Consistency(value, consistency.lists, consistency.deletes));
  }

  public EmulatorSettings withLists(Lag value) {
    return with(new Consistency(consistency.reads, value, consistency.deletes));
  }

  public EmulatorSettings withDeletes(Lag value) {
    return with(new Consistency(consistency.reads, consistency.lists, value));
  }
}
