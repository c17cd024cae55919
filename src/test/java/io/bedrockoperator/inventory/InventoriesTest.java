package io.bedrockoperator.inventory;

import static io.bedrockoperator.inventory.RegionSnapshotTest.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.AwsAccount;
import io.bedrockoperator.profile.ModelLifecycle;
import io.bedrockoperator.profile.ObservedProfile;
import io.bedrockoperator.reconcile.BrokenStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InventoriesTest {

  private static final String REGION = "us-east-1";
  private static final String ID = "222233334444";
  private static final AwsAccount BEFORE = new AwsAccount("uid-1", ID);
  private static final AwsAccount AGAIN = new AwsAccount("uid-2", ID);

  private static final Duration ROUND = Duration.ofMinutes(5);

  private long now;
  private int listsOfModels;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Inventories inventories =
      new Inventories(
          new Lists(),
          () -> now,
          pause -> {},
          meters,
          account -> 0,
          account -> OptionalInt.of(account.equals(BEFORE) ? 100 : 200),
          Set.of(REGION));

  /** Of one profile, and under the account that was created again of two. */
  private final class Lists extends BrokenStore {
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

        @Override
        public Optional<Map<String, ModelLifecycle>> models() {
          listsOfModels++;
          return Optional.of(Map.of());
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
  void listsModelsOnceADayInEachOfManyAccounts() {
    var places =
        IntStream.range(0, 1_000)
            .mapToObj(number -> new AwsAccount("uid-" + number, "%012d".formatted(number)))
            .map(account -> new AccountRegion(account, REGION))
            .toList();

    for (var passed = Duration.ZERO; passed.toDays() < 1; passed = passed.plus(ROUND)) {
      places.forEach(inventories::refreshModels);
      now += ROUND.toNanos();
    }

    assertThat(listsOfModels).isEqualTo(places.size());
  }

  @Test
  void showsNoListingOfARegionThatIsNotConfigured() {
    var unused = inventories.since(new AccountRegion(BEFORE, "eu-west-1"), 0);

    assertThat(meters.getMeters()).isEmpty();
  }
}
