package io.bedrockoperator.profile;

import static io.bedrockoperator.profile.plan.Scene.ABROAD;
import static io.bedrockoperator.profile.plan.Scene.NEIGHBOUR;
import static io.bedrockoperator.profile.plan.Scene.OWNER;
import static io.bedrockoperator.profile.plan.Scene.PREDECESSOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bedrockoperator.profile.Owner.Ownership;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OwnerTest {

  private static final String UID = "bedrock-operator.io/uid";
  private static final String CLUSTER = "bedrock-operator.io/cluster";

  @Test
  void writesFourTags() {
    assertThat(OWNER.tags())
        .containsOnly(
            Map.entry(CLUSTER, "prod"),
            Map.entry("bedrock-operator.io/namespace", "team-a"),
            Map.entry("bedrock-operator.io/name", "chat"),
            Map.entry(UID, "u2"));
  }

  static Stream<Arguments> ownerships() {
    return Stream.of(
        arguments("all four", OWNER.tags(), Ownership.OURS),
        arguments("uid alone", Map.of(UID, "u2"), Ownership.OURS),
        arguments("same uid, moved", Map.of(UID, "u2", CLUSTER, "other"), Ownership.OURS),
        arguments("older uid", PREDECESSOR.tags(), Ownership.PREDECESSOR),
        arguments("older uid, other cluster", ABROAD.tags(), Ownership.OTHER),
        arguments("other resource", NEIGHBOUR.tags(), Ownership.OTHER),
        arguments("other name", new Owner("prod", "team-a", "bot", "u1").tags(), Ownership.OTHER),
        arguments("other space", new Owner("prod", "b", "chat", "u1").tags(), Ownership.OTHER),
        arguments("parts only", Map.of(CLUSTER, "prod"), Ownership.OTHER),
        arguments("unknown part", Map.of("bedrock-operator.io/new", "x"), Ownership.OTHER),
        arguments("user tags", Map.of("team", "a"), Ownership.NOBODY),
        arguments("look-alike", Map.of("bedrock-operator.iox", "a"), Ownership.NOBODY),
        arguments("no tags", Map.of(), Ownership.NOBODY));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("ownerships")
  void tellsWhoseAProfileIs(String what, Map<String, String> tags, Ownership expected) {
    assertThat(OWNER.ownershipOf(tags)).as(what).isEqualTo(expected);
  }

  @Test
  void isNamedByTheTags() {
    assertThat(Owner.namedBy(NEIGHBOUR.tags())).isEqualTo(NEIGHBOUR);
    assertThat(Owner.namedBy(Map.of(UID, "u9", "team", "a")))
        .isEqualTo(new Owner("", "", "", "u9"));
  }

  @ParameterizedTest
  @CsvSource({
    "bedrock-operator.io/uid, true",
    "bedrock-operator.io/, true",
    "bedrock-operator.io, false",
    "Bedrock-Operator.io/uid, false",
    "team, false"
  })
  void keepsAPrefixForItself(String key, boolean kept) {
    assertThat(Owner.isOwnerTag(key)).isEqualTo(kept);
  }
}
