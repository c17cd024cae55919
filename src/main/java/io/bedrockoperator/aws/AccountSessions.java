package io.bedrockoperator.aws;

import java.util.Optional;
import java.util.function.Consumer;

/** The sessions by which accounts are reached. Safe for many threads at once. */
public interface AccountSessions {

  /**
   * Has somebody told which account can be reached after it could not, or cannot any more.
   *
   * @param listener hears the uid of the BedrockAccount; from any thread, and must be quick
   */
  void onChange(Consumer<String> listener);

  /**
   * From now on, the account is reached so. Costs no call. What was handed out by another role is
   * not used for any call that begins afterwards.
   *
   * @param account the uid of its BedrockAccount
   * @param generation of the BedrockAccount that says so; what an earlier one said is ignored
   */
  void open(String account, long generation, AccountAccess access);

  /**
   * Another number than before says that the account is reached otherwise since, or can be reached
   * again, or cannot: what failed before says nothing any more. Costs no call.
   */
  long changes(String account);

  /** The account is not reached any more. */
  void close(String account);

  /**
   * Asks AWS for a session, unless there is one, or it refused one just now.
   *
   * @return why the account cannot be reached; empty if it can be
   */
  Optional<Problem> check(String account);

  /**
   * Why an account cannot be reached.
   *
   * @param message in AWS's words, the same for the same cause
   */
  record Problem(Kind kind, String message) {
    /** What kind of problem. */
    public enum Kind {
      /** STS refused the role, or there are no credentials to ask it with. */
      DENIED,
      /** The credentials are of another account. */
      OTHER_ACCOUNT,
      /** STS did not answer, or not now. */
      UNREACHABLE
    }
  }
}
