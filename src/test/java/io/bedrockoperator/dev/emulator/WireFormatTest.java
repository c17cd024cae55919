package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.Wire.NOVA;
import static io.bedrockoperator.dev.emulator.Wire.SIGNED;
import static io.bedrockoperator.dev.emulator.Wire.US_NOVA;
import static io.bedrockoperator.dev.emulator.Wire.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {
  @AutoClose private final Wire wire = new Wire();

  @Test
  void aRefusalLooksLikeAwssOnTheWire() {
    var response = wire.post("/inference-profiles", "{\"inferenceProfileName\":\"a\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(header(response, "x-amzn-ErrorType"))
        .isEqualTo("ValidationException:http://internal.amazon.com/coral/com.amazon.bedrock/");
    assertThat(response.body()).startsWith("{\"message\":\"").contains("modelSource");
  }

  @Test
  void everyReplyHasItsOwnRequestId() {
    var ids =
        Set.of(
            header(wire.send(wire.request("/inference-profiles")), "x-amzn-RequestId"),
            header(wire.send(wire.request("/inference-profiles/unknown")), "x-amzn-RequestId"),
            header(wire.send(wire.request("/nothing")), "x-amzn-RequestId"));

    assertThat(ids).hasSize(3).doesNotContain("");
    assertThat(wire.emulator.calls()).hasSize(2).extracting(Call::requestId).isSubsetOf(ids);
  }

  @Test
  void anArnInThePathMayBeEncodedAsAWhole() {
    var encoded = URLEncoder.encode(US_NOVA, UTF_8);
    assertThat(encoded).contains("%3A", "%2F");

    assertThat(wire.send(wire.request("/inference-profiles/" + encoded)).statusCode())
        .isEqualTo(200);
    // Its slash would be another path segment.
    assertThat(wire.send(wire.request("/inference-profiles/" + US_NOVA)).statusCode())
        .isEqualTo(404);
    assertThat(
            wire.send(wire.request("/inference-profiles/us.amazon.nova-lite-v1%3A0")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aPlusSignIsNoSpace() {
    wire.account.configure(s -> s.withPageSize(1));
    var token = wire.account.list("us-east-1", ListRequest.ALL).nextToken();
    assertThat(token).contains("+", "/");

    var raw = wire.send(wire.request("/inference-profiles?nextToken=" + token));
    var encoded =
        wire.send(wire.request("/inference-profiles?nextToken=" + URLEncoder.encode(token, UTF_8)));

    assertThat(raw.statusCode()).isEqualTo(200);
    assertThat(raw.body()).isEqualTo(encoded.body());
  }

  @Test
  void withoutASignatureNobodyIsServed() {
    for (var authorization :
        new String[] {"", "Bearer token", SIGNED.replace("/bedrock/", "/s3/")}) {
      var response =
          wire.send(wire.request("/inference-profiles").setHeader("Authorization", authorization));
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(header(response, "x-amzn-ErrorType"))
          .startsWith("MissingAuthenticationTokenException:");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/inference-profiles | not json",
        "/inference-profiles | []",
        "/inference-profiles | {'modelSource':{'copyFrom':'MODEL'}}",
        "/inference-profiles | {'inferenceProfileName':'a'}",
        "/inference-profiles | {'inferenceProfileName':'a','modelSource':'MODEL'}",
        "/inference-profiles | {'inferenceProfileName':'a','modelSource':{}}",
        "/inference-profiles | {'inferenceProfileName':1,'modelSource':{'copyFrom':'MODEL'}}",
        "/inference-profiles | {VALID,'description':5}",
        "/inference-profiles | {VALID,'tags':{}}",
        "/inference-profiles | {VALID,'tags':[{'key':'k'}]}",
        "/tagResource | {'tags':[]}",
        "/tagResource | {'resourceARN':'PROFILE'}",
        "/tagResource | {'resourceARN':'PROFILE','tags':[{'value':'v'}]}",
        "/untagResource | {'resourceARN':'PROFILE'}",
        "/untagResource | {'resourceARN':'PROFILE','tagKeys':[1]}",
        "/listTagsForResource | {}",
        "/listTagsForResource | {'resourceArn':'PROFILE'}"
      })
  void requiredMembersAndTheirTypes(String path, String template) {
    var body =
        template
            .replace("VALID", "'inferenceProfileName':'a','modelSource':{'copyFrom':'MODEL'}")
            .replace("MODEL", NOVA)
            .replace("PROFILE", wire.create("mine"))
            .replace('\'', '"');

    var response = wire.post(path, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(header(response, "x-amzn-ErrorType")).startsWith("ValidationException:");
    assertThat(wire.account.outside("us-east-1").profiles()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?maxResults=x",
        "?maxResults=",
        "?type=OTHER",
        "?nextToken=%25",
        "?maxResults=1%26maxResults=2",
        "/a%20b"
      })
  void refusesWhatTheUriCarries(String tail) {
    assertThat(wire.send(wire.request("/inference-profiles" + tail)).statusCode()).isEqualTo(400);
  }

  @Test
  void absentAndNullAreTheSame() {
    var body =
        "{\"inferenceProfileName\":\"a\",\"description\":null,\"clientRequestToken\":null,"
            + "\"tags\":null,\"modelSource\":{\"copyFrom\":\""
            + NOVA
            + "\"}}";
    assertThat(wire.post("/inference-profiles", body).statusCode()).isEqualTo(201);
    var id = wire.account.outside("us-east-1").profiles().getFirst().profile().id();
    assertThat(wire.send(wire.request("/inference-profiles/" + id)).body())
        .doesNotContain("description");
  }
}
