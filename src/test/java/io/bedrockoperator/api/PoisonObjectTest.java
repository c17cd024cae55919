package io.bedrockoperator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One odd object must not stop an informer, nor lose anything when it is copied. */
class PoisonObjectTest {

  private static final String WHOLE_SPEC =
      """
      {"inferenceProfileName": "chat", "description": "Chat assistant",
       "modelSource": {"copyFrom": "arn:aws:bedrock:us-east-1::foundation-model/m"},
       "tags": [{"key": "team", "value": "a"}, {"key": "empty", "value": ""}],
       "deletionPolicy": "Retain", "recreatePolicy": "Never", "managementPolicy": "Observe",
       "suspend": true, "adopt": {"inferenceProfileArn": "arn:x", "matchingName": true, "takeOver": false},
       "accountRef": {"name": "team-a"},
       "publish": {"configMap": {"name": "cm", "metadata": {"labels": {"l": "1"}, "annotations": {"a": "2"}}, "data": {"k": "v"}}}}
      """;

  private static final String WHOLE_STATUS =
      """
      {"observedGeneration": 3, "inferenceProfileArn": "arn:p", "inferenceProfileId": "p",
       "status": "ACTIVE", "type": "APPLICATION", "models": [{"modelArn": "arn:m"}],
       "region": "us-east-1", "accountId": "111122223333", "accountRef": {"name": "team-a"}, "createdAt": "2026-01-01T00:00:00Z",
       "clientRequestToken": "t", "appliedTagKeys": ["team"],
       "previousInferenceProfileArns": ["arn:o"], "syncedGeneration": 2,
       "refusal": {"subject": "Name", "generation": 2}, "published": {"configMap": "cm"}, "lastHandledReconcileAt": "now",
       "error": {"operation": "o", "code": "c", "httpStatusCode": 400, "message": "m",
                 "requestId": "r", "retryable": false},
       "conditions": [{"type": "Ready", "status": "True", "observedGeneration": 3,
                       "lastTransitionTime": "2026-01-01T00:00:00Z", "reason": "Available",
                       "message": "m"}]}
      """;

  private final KubernetesSerialization json = new KubernetesSerialization();

  @Test
  void readsAndWritesEveryField() {
    var profile = profile(WHOLE_SPEC, WHOLE_STATUS);

    assertThat(profile.getSpec())
        .isEqualTo(
            new InferenceProfileSpec(
                "chat",
                "Chat assistant",
                new ModelSource("arn:aws:bedrock:us-east-1::foundation-model/m"),
                List.of(new Tag("team", "a"), new Tag("empty", "")),
                "Retain",
                "Never",
                "Observe",
                true,
                new Adopt("arn:x", true, false),
                new AccountRef("team-a"),
                new Publish(
                    new PublishConfigMap(
                        "cm",
                        new PublishMetadata(Map.of("l", "1"), Map.of("a", "2")),
                        Map.of("k", "v"))),
                Map.of()));
    assertThat(profile.getStatus())
        .isEqualTo(
            new InferenceProfileStatus(
                3L,
                "arn:p",
                "p",
                "ACTIVE",
                "APPLICATION",
                List.of(ProfileModel.of("arn:m")),
                "us-east-1",
                "111122223333",
                new AccountRef("team-a"),
                "2026-01-01T00:00:00Z",
                "t",
                List.of("team"),
                List.of("arn:o"),
                2L,
                new StandingRefusal("Name", 2L),
                new Published("cm"),
                "now",
                new OperationError("o", "c", 400, "m", "r", false),
                List.of(
                    new Condition("Ready", "True", 3L, "2026-01-01T00:00:00Z", "Available", "m"))));
    assertThat(written(profile).get("spec")).isEqualTo(tree(WHOLE_SPEC));
    assertThat(written(profile).get("status")).isEqualTo(tree(WHOLE_STATUS));
    assertThat(json.clone(profile)).isEqualTo(profile);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          inferenceProfileName | 5
          inferenceProfileName | ["chat"]
          description          | true
          description          | {}
          modelSource          | 7
          modelSource          | "arn:aws:bedrock:us-east-1::foundation-model/m"
          modelSource          | {"copyFrom": 7}
          modelSource          | {"copyFrom": "arn:m", "copyHow": "fast"}
          tags                 | "team"
          tags                 | {"key": "team", "value": "a"}
          tags                 | [null]
          tags                 | [{"key": "team", "value": "a"}, null]
          tags                 | [{"key": 1, "value": "a"}]
          tags                 | [{"key": "team", "value": null}]
          tags                 | [{"key": "team", "value": "a", "scope": "b"}]
          tags                 | ["team"]
          deletionPolicy       | 1
          recreatePolicy       | []
          managementPolicy     | {}
          suspend              | "yes"
          suspend              | "true"
          suspend              | 1
          suspend              | {}
          publish              | {"configMap": {"name": "c", "data": {"k": 1}}}
          publish              | {"configMap": {"name": "c"}, "secret": {"name": "s"}}
          accountRef           | "team-a"
          accountRef           | {"name": "team-a", "namespace": "x"}
          adopt                | true
          adopt                | {"matchingName": "true"}
          adopt                | {"matchingName": true, "matchingTags": true}
          fieldOfTomorrow      | {"a": [1, 2.5, null, {"b": "c"}]}
          ``                   | 1
          """)
  void keepsRawWhatItCannotRead(String field, String value) {
    var spec = tree(WHOLE_SPEC);
    ((ObjectNode) spec).set(field, tree(value));

    var poison = profile(spec.toString());

    assertThat(poison.getSpec().unreadable()).isEqualTo(Map.of(field, tree(value)));
    assertThat(written(poison).get("spec")).isEqualTo(spec);
    assertThat(json.clone(poison).getSpec()).isEqualTo(poison.getSpec());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"text\"", "\"\"", "7", "1.5", "true", "[]", "[1]"})
  void readsASpecThatIsNoObject(String spec) {
    var poison = profile(spec, spec);

    assertThat(poison.getSpec().unreadable()).isEqualTo(Map.of("spec", tree(spec)));
    assertThat(poison.getStatus()).isEqualTo(profile("{}", "{}").getStatus());
    assertThat(json.clone(poison).getSpec()).isEqualTo(poison.getSpec());
  }

  @Test
  void readsASpecThatIsNotThere() {
    assertThat(profile("null", "null").getSpec()).isNull();
    assertThat(profile("null", "null").getStatus()).isNull();
  }

  @Test
  void readsANullFieldAsAbsent() {
    var profile = profile("{\"tags\": null, \"suspend\": null, \"fieldOfTomorrow\": null}");

    assertThat(profile.getSpec()).isEqualTo(profile("{}").getSpec());
  }

  @Test
  void readsAPolicyOfANewerVersion() {
    var spec = profile("{\"deletionPolicy\": \"Archive\"}").getSpec();

    assertThat(spec.deletionPolicy()).isEqualTo("Archive");
    assertThat(spec.unreadable()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"observedGeneration\": \"many\"",
        "\"observedGeneration\": 99999999999999999999",
        "\"models\": \"arn:m\"",
        "\"models\": [null]",
        "\"appliedTagKeys\": [null]",
        "\"appliedTagKeys\": [{}]",
        "\"previousInferenceProfileArns\": 1",
        "\"error\": \"broken\"",
        "\"error\": {\"httpStatusCode\": \"four hundred\"}",
        "\"conditions\": {}",
        "\"conditions\": [null]",
        "\"conditions\": [7]",
        "\"conditions\": [{\"observedGeneration\": {}}]",
        "\"fieldOfTomorrow\": {}"
      })
  void leavesOutOfTheStatusWhatItCannotRead(String field) {
    var profile = profile("{}", "{%s, \"region\": \"us-east-1\"}".formatted(field));

    assertThat(profile.getStatus())
        .isEqualTo(profile("{}", "{\"region\": \"us-east-1\"}").getStatus());
  }

  @Test
  void readsAroundUnknownPartsOfTheStatus() {
    var status =
        profile(
                "{}",
                """
                {"conditions": [{"type": "Ready", "severity": "High"}],
                 "models": [{"modelArn": "arn:m", "weight": 1}],
                 "error": {"code": "c", "hint": "h"}}
                """)
            .getStatus();

    assertThat(status.conditions()).extracting(Condition::type).containsExactly("Ready");
    assertThat(status.models()).containsExactly(ProfileModel.of("arn:m"));
    assertThat(status.error()).isEqualTo(new OperationError(null, "c", null, null, null, null));
  }

  @Test
  void readsAListWithPoisonInIt() {
    var list =
        """
        {"apiVersion": "bedrock-operator.io/v1alpha1", "kind": "InferenceProfileList",
         "metadata": {"resourceVersion": "7"}, "items": [
          {"metadata": {"name": "before"}, "spec": {"inferenceProfileName": "before"}},
          {"metadata": {"name": "poison"}, "spec": "poison", "status": 7, "extra": {"a": 1}},
          {"metadata": {"name": "after"}, "spec": {"inferenceProfileName": "after"}}]}
        """;

    var items =
        json.unmarshal(
                new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)),
                new TypeReference<DefaultKubernetesResourceList<InferenceProfile>>() {})
            .getItems();

    assertThat(items)
        .extracting(HasMetadata::getMetadata)
        .extracting(metadata -> metadata.getName())
        .containsExactly("before", "poison", "after");
    assertThat(items)
        .extracting(profile -> profile.getSpec().inferenceProfileName())
        .containsExactly("before", null, "after");
  }

  @Test
  void readsAWatchEventWithPoisonInIt() {
    var event =
        """
        {"type": "ADDED", "object":
          {"apiVersion": "bedrock-operator.io/v1alpha1", "kind": "InferenceProfile",
           "metadata": {"name": "poison"}, "extra": {"a": 1}, "status": [7],
           "spec": {"tags": [null], "suspend": true, "fieldOfTomorrow": 1.5}}}
        """;
    json.registerKubernetesResource(InferenceProfile.class);

    var profile = (InferenceProfile) json.unmarshal(event, WatchEvent.class).getObject();

    assertThat(profile.getSpec().suspend()).isTrue();
    assertThat(profile.getSpec().unreadable())
        .isEqualTo(Map.of("tags", tree("[null]"), "fieldOfTomorrow", tree("1.5")));
    assertThat(json.clone(profile).getSpec()).isEqualTo(profile.getSpec());
  }

  private InferenceProfile profile(String spec) {
    return profile(spec, "null");
  }

  private InferenceProfile profile(String spec, String status) {
    return json.unmarshal(
        """
        {"apiVersion": "bedrock-operator.io/v1alpha1", "kind": "InferenceProfile",
         "metadata": {"name": "chat", "namespace": "team-a"}, "spec": %s, "status": %s}
        """
            .formatted(spec, status),
        InferenceProfile.class);
  }

  private JsonNode written(InferenceProfile profile) {
    return tree(json.asJson(profile));
  }

  private JsonNode tree(String text) {
    return Objects.requireNonNull(json.unmarshal("{\"tree\": %s}".formatted(text), JsonNode.class))
        .get("tree");
  }
}
