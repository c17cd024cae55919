package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.Wire.NOVA;
import static io.bedrockoperator.dev.emulator.Wire.SIGNED;
import static io.bedrockoperator.dev.emulator.Wire.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Resource Groups Tagging API over HTTP: AWS JSON 1.1. */
class TaggingWireTest {
  private static final String GET_RESOURCES = "ResourceGroupsTaggingAPI_20170126.GetResources";

  @AutoClose private final Wire wire = new Wire();

  private HttpResponse<String> ask(String target, String authorization, String body) {
    return wire.send(
        wire.request("/")
            .setHeader("Authorization", authorization)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", target)
            .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
  }

  private HttpResponse<String> ask(String body) {
    return ask(GET_RESOURCES, SIGNED.replace("/bedrock/", "/tagging/"), body);
  }

  @Test
  void anAnswerLooksLikeAwssOnTheWire() {
    var arn = wire.create("a", r -> r.tags(Wire.tag("team", "a"))).inferenceProfileArn();

    var response = ask("{'ResourceARNList':['%s']}".formatted(arn));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).isEqualTo("application/x-amz-json-1.1");
    assertThat(header(response, "x-amzn-RequestId")).isNotEmpty();
    assertThat(response.body())
        .isEqualTo(
            "{'PaginationToken':'','ResourceTagMappingList':[{'ResourceARN':'%s','Tags':[{'Key':'team','Value':'a'}]}]}"
                .formatted(arn)
                .replace('\'', '"'));
  }

  @Test
  void aRefusalLooksLikeAwssOnTheWire() {
    var response = ask("{}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(header(response, "Content-Type")).isEqualTo("application/x-amz-json-1.1");
    assertThat(header(response, "x-amzn-ErrorType")).isEmpty();
    assertThat(response.body())
        .startsWith("{\"Message\":\"ResourceARNList")
        .endsWith("\"__type\":\"InvalidParameterException\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "[]",
        "{'ResourceARNList':'PROFILE'}",
        "{'ResourceARNList':[]}",
        "{'ResourceARNList':[1]}",
        "{'ResourceARNList':[null]}",
        "{'ResourceARNList':['PROFILE'],'ResourceTypeFilters':['bedrock']}",
        "{'ResourceARNList':['PROFILE'],'TagFilters':[]}",
        "{'ResourceARNList':['PROFILE'],'ResourcesPerPage':100}",
        "{'ResourceARNList':['PROFILE'],'TagsPerPage':100}",
        "{'ResourceARNList':['PROFILE'],'PaginationToken':'x'}"
      })
  void refusesWhatDoesNotGoWithArns(String template) {
    var response = ask(template.replace("PROFILE", NOVA));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("InvalidParameterException");
  }

  @Test
  void callsAreLoggedAndSufferFaultsLikeAllOthers() {
    wire.emulator
        .faults()
        .on(asked -> asked.subject().equals(NOVA + "," + NOVA))
        .before(Fault.refuse("ThrottledException", 400, "Slow down."));

    var body = "{'ResourceARNList':['%s','%s']}".formatted(NOVA, NOVA);

    assertThat(ask(body).body())
        .isEqualTo("{\"Message\":\"Slow down.\",\"__type\":\"ThrottledException\"}");
    assertThat(ask(body).statusCode()).isEqualTo(200);
    assertThat(wire.emulator.calls(Operation.GET_RESOURCES))
        .extracting(Call::answer)
        .containsExactly("ThrottledException", "200");
  }

  @Test
  void eachServiceHasItsOwnSignature() {
    var response = ask(GET_RESOURCES, SIGNED, "{'ResourceARNList':['%s']}".formatted(NOVA));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("MissingAuthenticationTokenException");
    assertThat(
            wire.send(
                    wire.request("/inference-profiles")
                        .setHeader("Authorization", SIGNED.replace("/bedrock/", "/tagging/")))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void noOtherOperationIsKnown() {
    var response =
        ask(
            "ResourceGroupsTaggingAPI_20170126.TagResources",
            SIGNED.replace("/bedrock/", "/tagging/"),
            "{}");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("\"__type\":\"UnknownOperationException\"");
    assertThat(wire.post("/", "{}").statusCode()).isEqualTo(404);
  }
}
