package io.bedrockoperator.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PublishPlannerTest {

  private static final Map<String, String> LABELS =
      Map.of("team", "a", "bedrock-operator.io/published-by", "x");
  private static final Map<String, String> ANNOTATIONS =
      Map.of(
          "reload", "true",
          "bedrock-operator.io/published-metadata", "annotation:reload label:team");
  private static final Map<String, String> DATA = Map.of("a", "1", "b", "2");

  private static final ConfigMapContent CONTENT =
      new ConfigMapContent("chat", LABELS, ANNOTATIONS, DATA);

  private static final Publisher US = new Publisher("g/v1", "InferenceProfile", "chat", "uid-2");

  /** A ConfigMap as it would be seen, and one change to it. */
  record Seen(
      Optional<Publisher> controller,
      Map<String, String> labels,
      Map<String, String> annotations,
      Map<String, String> data,
      boolean binary,
      boolean immutable,
      boolean terminating) {

    static final Seen OURS =
        new Seen(Optional.of(US), LABELS, ANNOTATIONS, DATA, false, false, false);

    Seen of(@Nullable Publisher publisher) {
      return new Seen(
          Optional.ofNullable(publisher),
          labels,
          annotations,
          data,
          binary,
          immutable,
          terminating);
    }

    Seen label(String key, String value) {
      return new Seen(
          controller, with(labels, key, value), annotations, data, binary, immutable, terminating);
    }

    Seen annotation(String key, String value) {
      return new Seen(
          controller, labels, with(annotations, key, value), data, binary, immutable, terminating);
    }

    Seen data(String key, String value) {
      return new Seen(
          controller, labels, annotations, with(data, key, value), binary, immutable, terminating);
    }

    Seen withBinaryData() {
      return new Seen(controller, labels, annotations, data, true, immutable, terminating);
    }

    Seen madeImmutable() {
      return new Seen(controller, labels, annotations, data, binary, true, terminating);
    }

    Seen deleted() {
      return new Seen(controller, labels, annotations, data, binary, immutable, true);
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
      var changed = new HashMap<>(map);
      if (value.isEmpty()) {
        changed.remove(key);
      } else {
        changed.put(key, value);
      }
      return Map.copyOf(changed);
    }

    ObservedConfigMap observed() {
      return new ObservedConfigMap(
          "team-a",
          "chat",
          "uid-cm",
          "7",
          controller,
          ContentHash.of(labels, annotations, data, binary),
          immutable,
          terminating);
    }
  }

  static Stream<Arguments> cases() {
    var keep = PublishAction.Keep.class;
    var replace = PublishAction.Replace.class;
    var refuse = PublishAction.Refuse.class;
    var await = PublishAction.Await.class;
    var ours = Seen.OURS;
    return Stream.of(
        arguments("as it has to be", ours, keep),
        arguments("a value was edited", ours.data("a", "9"), replace),
        arguments("a key was added", ours.data("c", "3"), replace),
        arguments("a key was removed", ours.data("a", ""), replace),
        arguments("a value went to another key", ours.data("a", "").data("a1", ""), replace),
        arguments("binary data were added", ours.withBinaryData(), replace),
        arguments("our label was removed", ours.label("team", ""), replace),
        arguments("our label was edited", ours.label("team", "b"), replace),
        arguments(
            "the label of the watch was removed",
            ours.label("bedrock-operator.io/published-by", ""),
            replace),
        arguments("our annotation was edited", ours.annotation("reload", "no"), replace),
        arguments("somebody's label was added", ours.label("theirs", "1"), keep),
        arguments("somebody's annotation was added", ours.annotation("theirs", "1"), keep),
        arguments("a label like our annotation was added", ours.label("reload", "1"), keep),
        arguments("an annotation like our label was added", ours.annotation("team", "1"), keep),
        arguments(
            "a label that we do not want any more is there",
            ours.label("old", "1")
                .annotation(
                    "bedrock-operator.io/published-metadata",
                    "annotation:reload label:old label:team"),
            replace),
        arguments(
            "the names of what is ours were edited",
            ours.annotation("bedrock-operator.io/published-metadata", "label:team label:team"),
            replace),
        arguments("immutable, and as it has to be", ours.madeImmutable(), keep),
        arguments(
            "immutable, and edited before",
            ours.data("a", "9").madeImmutable(),
            PublishAction.Recreate.class),
        arguments("terminating", ours.deleted(), await),
        arguments("nobody's", ours.of(null), refuse),
        arguments(
            "another resource's",
            ours.of(new Publisher("g/v1", "InferenceProfile", "other", "uid-1")),
            refuse),
        arguments(
            "another kind's of the same name",
            ours.of(new Publisher("g/v1", "InferenceProfileDeployment", "chat", "uid-1")),
            refuse),
        arguments(
            "another group's of the same name",
            ours.of(new Publisher("apps/v1", "InferenceProfile", "chat", "uid-1")),
            refuse),
        arguments(
            "an earlier resource's of the same name",
            ours.of(new Publisher("g/v1", "InferenceProfile", "chat", "uid-1")),
            await));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void takesTheOneNextStep(String situation, Seen seen, Class<? extends PublishAction> step) {
    assertThat(PublishPlanner.plan(CONTENT, US, Optional.of(seen.observed())))
        .as(situation)
        .isInstanceOf(step);
  }
}
