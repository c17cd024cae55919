package io.bedrockoperator.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkClient;

class BedrockClientsTest {

  @RegisterExtension final StoreOverHttp bedrock = new StoreOverHttp();

  static Stream<BiFunction<BedrockClients, String, SdkClient>> services() {
    return Stream.of(BedrockClients::in, BedrockClients::taggingIn);
  }

  @ParameterizedTest
  @MethodSource("services")
  void buildsOneClientForEachRegion(BiFunction<BedrockClients, String, SdkClient> service) {
    var clients = bedrock.clients();

    var first = service.apply(clients, "us-east-1");
    var elsewhere = service.apply(clients, "eu-west-1");

    assertThat(service.apply(clients, "us-east-1")).isSameAs(first).isNotSameAs(elsewhere);
    assertThat(service.apply(clients, "eu-west-1")).isSameAs(elsewhere);
  }
}
