package io.bedrockoperator.dev.emulator;

import static io.bedrockoperator.dev.emulator.Refusals.assertInvalid;
import static io.bedrockoperator.dev.emulator.Refusals.assertNotFound;
import static io.bedrockoperator.dev.emulator.SampleProfiles.ACCOUNT;
import static io.bedrockoperator.dev.emulator.SampleProfiles.EAST;
import static io.bedrockoperator.dev.emulator.SampleProfiles.NEW_YEAR;
import static io.bedrockoperator.dev.emulator.SampleProfiles.NOVA;
import static io.bedrockoperator.dev.emulator.SampleProfiles.US_NOVA;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {
  private final EmulatedAccount account =
      new EmulatedAccount(ACCOUNT, InstantSource.fixed(NEW_YEAR), 1);

  private String create(String name) {
    return account.create(EAST, CreateRequest.of(name, NOVA)).arn();
  }

  private static List<RequestTag> many(int count) {
    return IntStream.range(0, count).mapToObj(i -> new RequestTag("k" + i, "v")).toList();
  }

  private static List<String> keys(List<RequestTag> tags) {
    return tags.stream().map(RequestTag::key).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "team-a--prod",
        "ns.name",
        "ns/name",
        "-a",
        "a  b",
        "ä",
        "a\n",
        "a_-b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void refusesABadName(String name) {
    assertInvalid(() -> create(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "0",
        "team-a-",
        "a b_c-d",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void acceptsAName(String name) {
    assertThat(account.get(EAST, create(name)).name()).isEqualTo(name);
  }

  @Test
  void refusesABadDescription() {
    var request = CreateRequest.of("a", NOVA);
    for (var bad : List.of("", "a, b", "a/b", "(a)", "a@b", "a=b", "a\n", "a".repeat(201))) {
      assertInvalid(() -> account.create(EAST, request.withDescription(bad)));
    }
    account.create(EAST, request.withDescription(":.".repeat(100)));
  }

  @Test
  void refusesABadToken() {
    var request = CreateRequest.of("a", NOVA);
    for (var bad : List.of("", "-a", "a-", "a_b", "a.b", "a:b", "a\n", "a".repeat(257))) {
      assertInvalid(() -> account.create(EAST, request.withToken(bad)));
    }
    account.create(EAST, request.withToken("a".repeat(256)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "amazon.nova-lite-v1:0",
        NOVA + "\n",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/06vsfs68yb4g",
        "arn:aws:bedrock:us-east-1:123456789012:custom-model/a",
        "arn:aws-eusc:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
        "arn:aws:s3:us-east-1::foundation-model/amazon.nova-lite-v1:0"
      })
  void refusesWhatCannotBeASource(String source) {
    assertInvalid(() -> account.create(EAST, CreateRequest.of("a", source)));
  }

  @Test
  void aNameIsNoIdentifier() {
    create("team");
    assertNotFound(() -> account.get(EAST, "team"));
    assertInvalid(() -> account.get(EAST, "team a"));
    assertInvalid(() -> account.get(EAST, ""));
  }

  @Test
  void refusesBadPaging() {
    for (var size : List.of(0, -1, 1001)) {
      assertInvalid(() -> account.list(EAST, ListRequest.ALL.pagesOf(size)));
    }
    for (var token : List.of("", "a b", "nonsense", "Pz4=", "x".repeat(2049))) {
      assertInvalid(() -> account.list(EAST, ListRequest.ALL.after(token)));
    }
    account.list(EAST, ListRequest.ALL.pagesOf(1000));
  }

  @Test
  void refusesBadTagsEverywhere() {
    var arn = create("a");
    var bad =
        List.of(
            List.of(new RequestTag("", "v")),
            List.of(new RequestTag("k".repeat(129), "v")),
            List.of(new RequestTag("k", "v".repeat(257))),
            List.of(new RequestTag("schlüssel", "v")),
            List.of(new RequestTag("k", "a,b")),
            List.of(new RequestTag("aws:k", "v")),
            List.of(new RequestTag("AWS:k", "v")),
            List.of(new RequestTag("k", "1"), new RequestTag("k", "2")),
            many(201));

    for (var tags : bad) {
      assertInvalid(() -> account.tag(EAST, arn, tags));
      assertInvalid(() -> account.create(EAST, new CreateRequest("b", NOVA, null, null, tags)));
    }
    assertThat(account.listTags(EAST, arn)).isEmpty();
    account.tag(EAST, arn, List.of(new RequestTag("aws-apn-id", "pc: a+b=c@d/e_f.g-h")));
  }

  @Test
  void refusesBadTagKeys() {
    var arn = create("a");
    for (var key : List.of("", "a,b", "aws:k", "Aws:k", "k".repeat(129))) {
      assertInvalid(() -> account.untag(EAST, arn, List.of(key)));
    }
    assertInvalid(() -> account.untag(EAST, arn, keys(many(201))));
  }

  @Test
  void onlyAnArnCanBeTagged() {
    var id = account.get(EAST, create("a")).id();
    assertInvalid(() -> account.listTags(EAST, id));
    assertInvalid(() -> account.tag(EAST, NOVA, List.of()));
    assertInvalid(() -> account.untag(EAST, US_NOVA + "x".repeat(1011), List.of()));
  }
}
