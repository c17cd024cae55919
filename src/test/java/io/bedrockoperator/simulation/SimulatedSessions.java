package io.bedrockoperator.simulation;

import io.bedrockoperator.aws.AccountAccess;
import io.bedrockoperator.aws.AccountSessions;
import io.bedrockoperator.aws.OwnAccount;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether AWS lets the operator act in an account shows at each call. */
record SimulatedSessions() implements AccountSessions, OwnAccount {

  @Override
  public Optional<String> id() {
    return Optional.of(SimulatedAccounts.OWN);
  }

  @Override
  public void ask() {
    // It is known.
  }

  @Override
  public void onChange(Consumer<String> listener) {
    // Nobody is told; who was refused comes back.
  }

  @Override
  public void open(String account, long generation, AccountAccess access) {
    // Each call says which account it is for.
  }

  @Override
  public long changes(String account) {
    return 0;
  }

  @Override
  public void close(String account) {
    // Nothing is kept.
  }

  @Override
  public Optional<Problem> check(String account) {
    return Optional.empty();
  }
}
