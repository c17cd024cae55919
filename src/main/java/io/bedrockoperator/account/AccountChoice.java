package io.bedrockoperator.account;

import java.util.List;

/** Which account a resource uses, or why it uses none. */
public sealed interface AccountChoice {

  /** An account to act in. */
  sealed interface Usable extends AccountChoice {}

  /** The account of the operator's own credentials. */
  record Own() implements Usable {}

  record Chosen(Account account) implements Usable {}

  /** No call is made in the account, not even to delete. */
  record Suspended(Account account) implements AccountChoice {}

  /**
   * A user or the platform team has to act first.
   *
   * @param message what is wrong and what to do, naming accounts and rule
   * @param forDeletion the accounts in which the profile may still be looked for and deleted; empty
   *     if no call may be made
   */
  record Refused(Kind kind, String message, List<Usable> forDeletion) implements AccountChoice {}

  /**
   * Nothing may be done before more is known.
   *
   * @param message what is not known yet
   * @param forDeletion the accounts in which the profile may be deleted all the same; empty if that
   *     is not known
   */
  record Unknown(String message, List<Usable> forDeletion) implements AccountChoice {}

  /** Why no account is used. */
  enum Kind {
    NO_ACCOUNT,
    AMBIGUOUS_ACCOUNT,
    ACCOUNT_NOT_ALLOWED,
    /**
     * The BedrockAccount is not understood, or the operator's own credentials no longer belong to
     * the account of the profile.
     */
    ACCOUNT_UNAVAILABLE,
    IMMUTABLE_FIELD_CHANGED
  }
}
