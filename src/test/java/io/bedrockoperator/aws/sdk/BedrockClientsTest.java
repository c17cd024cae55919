package io.bedrockoperator.aws.sdk;

import static io.bedrockoperator.dev.emulator.Operation.LIST_INFERENCE_PROFILES;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.emulator.Fault;
import io.bedrockoperator.profile.AccountRegion;
import io.bedrockoperator.scheduling.RecentlyUsed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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

    IntStream.range(0, RecentlyUsed.MOST)
        .forEach(number -> bedrock.clients().in(AccountRegion.own("xx-" + number)));
    assertThat(bedrock.clients().in(AccountRegion.own("us-east-1"))).isNotSameAs(client);
    bedrock.faults().release();

    assertThat(call).succeedsWithin(Duration.ofSeconds(5));
    assertThat(client.listInferenceProfiles(all -> {})).isNotNull();
  }
}
