package io.bedrockoperator.aws;

import java.util.Optional;
import java.util.function.Consumer;

/** The sessions with which the operator reaches accounts. Safe for use by multiple threads. */
public interface AccountSessions {

  /**
   * Registers a listener for accounts that become reachable, or unreachable.
   *
   * @param listener receives the uid of the BedrockAccount, on any thread; must be quick
   */
  void onChange(Consumer<String> listener);

  /**
   * Sets how the account is reached from now on. Makes no call to AWS. No call that begins
   * afterwards uses credentials of another role.
   *
   * @param account the uid of its BedrockAccount
   * @param generation the generation of the BedrockAccount that {@code access} comes from; one that
   *     is not newer than the last one is ignored
   */
  void open(String account, long generation, AccountAccess access);

  /**
   * A counter that changes when the account is reached in another way, becomes reachable, or
   * becomes unreachable. A failure from before such a change no longer means anything. Makes no
   * call to AWS.
   */
  long changes(String account);

  /** Ends the access to the account. */
  void close(String account);

  /**
   * Asks AWS for a session, unless there is one or AWS refused one just now.
   *
   * @return why the account cannot be reached; empty if it can be
   */
  Optional<Problem> check(String account);

  /**
   * Why an account cannot be reached.
   *
   * @param message the message of AWS, always the same for the same cause
   */
  record Problem(Kind kind, String message) {
    /** What kind of problem. */
    public enum Kind {
      /** STS refused the role, or the operator has no credentials to call STS with. */
      DENIED,
      /** The credentials belong to another account. */
      OTHER_ACCOUNT,
      /** STS could not be reached, failed, or throttled the request. */
      UNREACHABLE
    }
  }
}
