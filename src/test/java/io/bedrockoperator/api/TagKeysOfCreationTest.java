package io.bedrockoperator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TagKeysOfCreationTest {

  private static final String UID = "3c2f6f0e-6f0f-4a0e-9a77-0d7f3a4a1f10";

  @Test
  void isCompactAndInOrder() {
    var written = TagKeysOfCreation.written(UID, Set.of("team", "cost center", "a/b"));

    assertThat(written)
        .isEqualTo("{\"uid\":\"%s\",\"keys\":[\"a/b\",\"cost center\",\"team\"]}".formatted(UID));
    assertThat(TagKeysOfCreation.read(annotated(written)))
        .containsExactlyInAnyOrder("a/b", "cost center", "team");
  }

  static Stream<String> unbelievable() {
    return Stream.of(
        TagKeysOfCreation.written("another", Set.of("team")),
        "{\"keys\":[\"team\"]}",
        said("\"team\""),
        said("{\"team\":\"a\"}"),
        said("[[\"team\"]]"),
        said("[\"team\", null]"),
        said("[\"team\", \"\"]"),
        said("[\"team\", \"\\u0007\"]"),
        said("[\"team\", \"%s\"]".formatted("x".repeat(129))),
        said("[\"team\""),
        "[\"team\"]",
        "[".repeat(100_000),
        "team",
        "null",
        "");
  }

  private static String said(String keys) {
    return "{\"uid\":\"%s\",\"keys\":%s}".formatted(UID, keys);
  }

  @ParameterizedTest
  @MethodSource("unbelievable")
  void whatIsNotOfThisResourceIsAbsent(String value) {
    assertThat(TagKeysOfCreation.read(annotated(value))).isEmpty();
  }

  @Test
  void bearsMetadataWithoutAnnotations() {
    assertThat(TagKeysOfCreation.read(having(null))).isEmpty();
    assertThat(TagKeysOfCreation.read(having(Map.of("a", "b")))).isEmpty();
  }

  private static InferenceProfile annotated(String value) {
    return having(Collections.singletonMap(TagKeysOfCreation.ANNOTATION, value));
  }

  private static InferenceProfile having(@Nullable Map<String, String> annotations) {
    var resource = new InferenceProfile();
    resource.setMetadata(new ObjectMetaBuilder().withUid(UID).build());
    resource.getMetadata().setAnnotations(annotations);
    return resource;
  }
}
