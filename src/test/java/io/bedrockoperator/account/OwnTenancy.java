package io.bedrockoperator.account;

import io.bedrockoperator.aws.AccountAccess;
import io.bedrockoperator.aws.AccountSessions;
import io.bedrockoperator.aws.OwnAccount;
import io.bedrockoperator.profile.OwnAccountPolicy;
import java.util.Optional;
import java.util.function.Consumer;

/** An operator for which there are no accounts but its own. */
public final class OwnTenancy {

  public static final Tenancy TENANCY =
      new Tenancy(
          AccountDirectory.NO_ACCOUNTS,
          new NoSessions(),
          new UnknownAccount(),
          OwnAccountPolicy.WHEN_NO_ACCOUNTS);

  private OwnTenancy() {}

  private record UnknownAccount() implements OwnAccount {
    @Override
    public Optional<String> id() {
      return Optional.empty();
    }

    @Override
    public void ask() {}
  }

  private record NoSessions() implements AccountSessions {
    @Override
    public void onChange(Consumer<String> listener) {}

    @Override
    public void open(String account, long generation, AccountAccess access) {
      throw new AssertionError("there are no accounts");
    }

    @Override
    public long changes(String account) {
      return 0;
    }

    @Override
    public void close(String account) {}

    @Override
    public Optional<Problem> check(String account) {
      throw new AssertionError("there are no accounts");
    }
  }
}
