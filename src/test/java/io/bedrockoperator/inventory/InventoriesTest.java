package io.bedrockoperator.inventory;

import static io.bedrockoperator.inventory.RegionSnapshotTest.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.AwsAccount;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.reconcile.BrokenStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InventoriesTest {

  private static final String REGION = "us-east-1";
  private static final String ID = "222233334444";
  private static final AwsAccount BEFORE = new AwsAccount("uid-1", ID);
  private static final AwsAccount AGAIN = new AwsAccount("uid-2", ID);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Inventories inventories =
      new Inventories(
          new Lists(),
          () -> 0,
          pause -> {},
          meters,
          account -> 0,
          account -> OptionalInt.of(account.equals(BEFORE) ? 100 : 200),
          Set.of(REGION));

  /** Of one profile, and under the account that was created again of two. */
  private static final class Lists extends BrokenStore {
    @Override
    public ProfileStore of(AccountRegion place) {
      var profiles =
          place.account().equals(BEFORE)
              ? List.of(profile("a", "chat"))
              : List.of(profile("a", "chat"), profile("b", "search"));
      return new BrokenStore() {
        @Override
        public List<ObservedProfile> list(Runnable leaves) {
          return profiles;
        }
      };
    }
  }

  private void list(AwsAccount account) {
    var unused = inventories.since(new AccountRegion(account, REGION), 0);
  }

  private double gauge(String name) {
    return meters.get(name).tag("region", REGION).tag("account", ID).gauge().value();
  }

  @Test
  void showsTheAccountThatWasCreatedAgain() {
    list(BEFORE);
    assertThat(gauge("bedrock_operator_listed_profiles")).isEqualTo(1);
    assertThat(gauge("bedrock_operator_profile_quota")).isEqualTo(100);

    list(AGAIN);

    assertThat(gauge("bedrock_operator_listed_profiles")).isEqualTo(2);
    assertThat(gauge("bedrock_operator_profile_quota")).isEqualTo(200);
  }

  @Test
  void showsNoListingOfARegionThatIsNotConfigured() {
    var unused = inventories.since(new AccountRegion(BEFORE, "eu-west-1"), 0);

    assertThat(meters.getMeters()).isEmpty();
  }
}
