package io.bedrockoperator.aws.sdk;

import static io.bedrockoperator.dev.emulator.Operation.ASSUME_ROLE;
import static io.bedrockoperator.dev.emulator.Operation.LIST_INFERENCE_PROFILES;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.aws.AccountAccess;
import io.bedrockoperator.aws.ProfileStore;
import io.bedrockoperator.aws.rate.RateLimiter;
import io.bedrockoperator.dev.emulator.Fault;
import io.bedrockoperator.dev.emulator.IamRole;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.profile.AwsAccount;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkClient;

class BedrockClientsTest {

  private static final Executor THREADS = command -> Thread.startVirtualThread(command);

  @RegisterExtension final StoreOverHttp bedrock = new StoreOverHttp();

  static Stream<BiFunction<BedrockClients, AccountRegion, SdkClient>> services() {
    return Stream.of(BedrockClients::in, BedrockClients::taggingIn);
  }

  @ParameterizedTest
  @MethodSource("services")
  void buildsOneClientForEachRegion(BiFunction<BedrockClients, AccountRegion, SdkClient> service) {
    var clients = bedrock.clients();

    var first = service.apply(clients, AccountRegion.own("us-east-1"));
    var elsewhere = service.apply(clients, AccountRegion.own("eu-west-1"));

    assertThat(service.apply(clients, AccountRegion.own("us-east-1")))
        .isSameAs(first)
        .isNotSameAs(elsewhere);
    assertThat(service.apply(clients, AccountRegion.own("eu-west-1"))).isSameAs(elsewhere);
  }

  @Test
  void tenRegionsTakeFewThreads() {
    call("us-east-1");
    var before = Thread.getAllStackTraces().keySet();

    IntStream.range(0, 10).forEach(number -> call("xx-east-" + number));

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .hasSizeLessThan(30);
  }

  static Stream<BiFunction<BedrockClients, AccountRegion, RateLimiter>> budgets() {
    return Stream.of(BedrockClients::budgetIn, BedrockClients::taggingBudgetIn);
  }

  /** AWS counts the calls of an account in a Region, whoever makes them. */
  @ParameterizedTest
  @MethodSource("budgets")
  void anAccountHasOneBudgetByWhateverNameItIsUsed(
      BiFunction<BedrockClients, AccountRegion, RateLimiter> budget) {
    var clients = bedrock.clients();
    clients.ownAccount().ask();

    assertThat(budget.apply(clients, named("uid-own", StoreOverHttp.ACCOUNT)))
        .isSameAs(budget.apply(clients, AccountRegion.own("us-east-1")));
    assertThat(budget.apply(clients, named("uid-a", "222233334444")))
        .isSameAs(budget.apply(clients, named("uid-b", "222233334444")))
        .isNotSameAs(budget.apply(clients, AccountRegion.own("us-east-1")));
  }

  private static AccountRegion named(String uid, String accountId) {
    return new AccountRegion(new AwsAccount(uid, accountId), "us-east-1");
  }

  /** One account's role is never answered for: the others, and the operator's own, go on. */
  @Test
  void anStsThatHangsForOneAccountDelaysNoOther() {
    var roleA = IamRole.of("arn:aws:iam::222233334444:role/operator");
    var roleB = IamRole.of("arn:aws:iam::333344445555:role/operator");
    bedrock.emulator().sts().put(roleA);
    bedrock.emulator().sts().put(roleB);
    bedrock
        .faults()
        .on(ASSUME_ROLE)
        .when(asked -> asked.subject().equals(roleA.arn()))
        .always()
        .before(Fault.hang());
    var ofA = storeOf("uid-a", roleA);
    var ofB = storeOf("uid-b", roleB);
    var hanging =
        IntStream.range(0, 20)
            .mapToObj(again -> CompletableFuture.supplyAsync(() -> ofA.list(() -> {}), THREADS))
            .toList();
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> bedrock.faults().hanging() == 1);

    assertThat(ofB.list(() -> {})).isEmpty();
    assertThat(bedrock.store().list(() -> {})).isEmpty();
    assertThat(bedrock.clients().accounts().check("uid-b")).isEmpty();

    assertThat(hanging).noneMatch(CompletableFuture::isDone);
    bedrock.faults().clear();
    bedrock.faults().release();
    assertThat(hanging).allSatisfy(call -> assertThat(call).succeedsWithin(Duration.ofSeconds(5)));
  }

  private ProfileStore storeOf(String uid, IamRole role) {
    bedrock
        .clients()
        .accounts()
        .open(
            uid,
            1,
            new AccountAccess(
                role.account(), Optional.of(role.arn()), uid, Optional.empty(), Map.of()));
    return new BedrockProfileStores(bedrock.clients()).of(named(uid, role.account()));
  }

  /** Often enough to have all threads started that one client may have. */
  private void call(String region) {
    IntStream.range(0, 5).forEach(again -> bedrock.storeIn(region).list(() -> {}));
  }

  @Test
  void whoeverHoldsAClientThatIsDroppedGoesOn() {
    var client = bedrock.clients().in(AccountRegion.own("us-east-1"));
    bedrock.faults().on(LIST_INFERENCE_PROFILES).before(Fault.hang());
    var call = CompletableFuture.supplyAsync(() -> bedrock.store().list(() -> {}));
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> !bedrock.emulator().calls().isEmpty());

    IntStream.range(0, BedrockClients.MOST_CLIENTS)
        .forEach(number -> bedrock.clients().in(AccountRegion.own("xx-" + number)));
    assertThat(bedrock.clients().in(AccountRegion.own("us-east-1"))).isNotSameAs(client);
    bedrock.faults().release();

    assertThat(call).succeedsWithin(Duration.ofSeconds(5));
    assertThat(client.listInferenceProfiles(all -> {})).isNotNull();
  }
}
