package io.bedrockoperator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One odd deployment must not stop an informer, nor lose anything when it is copied. */
class OddDeploymentTest {

  private static final String WHOLE_SPEC =
      """
      {"revisionHistoryLimit": 2, "revisionRetentionSeconds": 60, "paused": true,
       "template": {"metadata": {"labels": {"l": "1"}, "annotations": {"a": "2"}},
        "spec": {"inferenceProfileName": "chat", "description": "Chat assistant",
         "modelSource": {"copyFrom": "arn:m"}, "tags": [{"key": "team", "value": "a"}],
         "deletionPolicy": "Retain", "recreatePolicy": "Never", "accountRef": {"name": "team-a"}}},
       "publish": {"configMap": {"name": "cm"}}}
      """;

  private static final String WHOLE_STATUS =
      """
      {"observedGeneration": 3, "currentRevision": "chat-1", "inferenceProfileArn": "arn:p",
       "inferenceProfileId": "p", "region": "us-east-1", "models": [{"modelArn": "arn:m"}],
       "published": {"configMap": "cm"},
       "revisions": [{"name": "chat-1", "arn": "arn:p"},
                     {"name": "chat-0", "arn": "arn:o", "lastCurrentAt": "2026-01-01T00:00:00Z"}],
       "conditions": [{"type": "Ready", "status": "True", "observedGeneration": 3,
                       "lastTransitionTime": "2026-01-01T00:00:00Z", "reason": "Available",
                       "message": "m"}]}
      """;

  private final KubernetesSerialization json = new KubernetesSerialization();

  @Test
  void readsAndWritesEveryField() {
    var deployment = deployment(WHOLE_SPEC, WHOLE_STATUS);

    assertThat(deployment.getSpec())
        .isEqualTo(
            new InferenceProfileDeploymentSpec(
                2,
                60,
                true,
                new InferenceProfileTemplate(
                    new TemplateMetadata(Map.of("l", "1"), Map.of("a", "2")),
                    new ProfileTemplateSpec(
                        "chat",
                        "Chat assistant",
                        new ModelSource("arn:m"),
                        List.of(new Tag("team", "a")),
                        "Retain",
                        "Never",
                        new AccountRef("team-a"))),
                new Publish(new PublishConfigMap("cm", null, null)),
                Map.of()));
    assertThat(deployment.getStatus())
        .isEqualTo(
            new InferenceProfileDeploymentStatus(
                3L,
                "chat-1",
                "arn:p",
                "p",
                "us-east-1",
                List.of(ProfileModel.of("arn:m")),
                new Published("cm"),
                List.of(
                    new Revision("chat-1", "arn:p", null),
                    new Revision("chat-0", "arn:o", "2026-01-01T00:00:00Z")),
                List.of(
                    new Condition("Ready", "True", 3L, "2026-01-01T00:00:00Z", "Available", "m"))));
    assertThat(written(deployment).get("spec")).isEqualTo(tree(WHOLE_SPEC));
    assertThat(written(deployment).get("status")).isEqualTo(tree(WHOLE_STATUS));
    assertThat(json.clone(deployment)).isEqualTo(deployment);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          revisionHistoryLimit     | "many"
          revisionHistoryLimit     | 1.5
          revisionRetentionSeconds | 99999999999999999999
          paused                   | "yes"
          template                 | 7
          template                 | {"spec": {"inferenceProfileName": 7}}
          template                 | {"spec": {"inferenceProfileName": "c", "adopt": {"matchingName": true}}}
          template                 | {"spec": {"tags": [null]}}
          template                 | {"metadata": {"finalizers": ["a/b"]}}
          template                 | {"metadata": {"labels": {"a": null}}}
          publish                  | {"secret": {"name": "s"}}
          fieldOfTomorrow          | {"a": [1, 2.5, null, {"b": "c"}]}
          """)
  void keepsRawWhatItCannotRead(String field, String value) {
    var spec = tree(WHOLE_SPEC);
    ((ObjectNode) spec).set(field, tree(value));

    var odd = deployment(spec.toString(), "null");

    assertThat(odd.getSpec().unreadable()).isEqualTo(Map.of(field, tree(value)));
    assertThat(written(odd).get("spec")).isEqualTo(spec);
    assertThat(json.clone(odd).getSpec()).isEqualTo(odd.getSpec());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"observedGeneration\": \"many\"",
        "\"revisions\": [null]",
        "\"revisions\": [{\"name\": {}}]",
        "\"revisions\": {}",
        "\"models\": \"arn:m\"",
        "\"conditions\": [7]",
        "\"fieldOfTomorrow\": {}"
      })
  void leavesOutOfTheStatusWhatItCannotRead(String field) {
    var status = deployment("{}", "{%s, \"region\": \"r\"}".formatted(field)).getStatus();

    assertThat(status).isEqualTo(deployment("{}", "{\"region\": \"r\"}").getStatus());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"text\"", "7", "true", "[1]"})
  void readsASpecThatIsNoObject(String spec) {
    var odd = deployment(spec, spec);

    assertThat(odd.getSpec().unreadable()).isEqualTo(Map.of("spec", tree(spec)));
    assertThat(odd.getStatus()).isEqualTo(deployment("{}", "{}").getStatus());
  }

  private InferenceProfileDeployment deployment(String spec, String status) {
    return json.unmarshal(
        """
        {"apiVersion": "bedrock-operator.io/v1alpha1", "kind": "InferenceProfileDeployment",
         "metadata": {"name": "chat", "namespace": "team-a"}, "spec": %s, "status": %s}
        """
            .formatted(spec, status),
        InferenceProfileDeployment.class);
  }

  private JsonNode written(InferenceProfileDeployment deployment) {
    return tree(json.asJson(deployment));
  }

  private JsonNode tree(String text) {
    return Objects.requireNonNull(json.unmarshal("{\"tree\": %s}".formatted(text), JsonNode.class))
        .get("tree");
  }
}
