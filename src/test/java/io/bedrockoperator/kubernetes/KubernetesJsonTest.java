package io.bedrockoperator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class KubernetesJsonTest {

  private final KubernetesSerialization json = KubernetesJson.ofWatchedTypes();

  @Test
  void aWatchTellsOfProfiles() {
    var event =
        json.unmarshal(
            """
            {"type": "MODIFIED", "object":
              {"apiVersion": "bedrock-operator.io/v1alpha1", "kind": "InferenceProfile",
               "metadata": {"name": "chat"}, "spec": {"inferenceProfileName": "team-a-chat"}}}
            """,
            WatchEvent.class);

    assertThat(event.getObject())
        .asInstanceOf(InstanceOfAssertFactories.type(InferenceProfile.class))
        .extracting(profile -> profile.getSpec().inferenceProfileName())
        .isEqualTo("team-a-chat");
  }

  @Test
  void leavesOutWhoOwnsWhichField() {
    var profile =
        json.unmarshal(
            """
            {"apiVersion": "bedrock-operator.io/v1alpha1", "kind": "InferenceProfile",
             "metadata": {"name": "chat", "labels": {"team": "a"}, "managedFields": [
               {"manager": "kubectl", "operation": "Apply", "fieldsType": "FieldsV1",
                "fieldsV1": {"f:spec": {"f:tags": {}}}}]}}
            """,
            InferenceProfile.class);

    assertThat(profile.getMetadata().getManagedFields()).isEmpty();
    assertThat(profile.getMetadata().getAdditionalProperties()).isEmpty();
    assertThat(profile.getMetadata().getLabels()).containsEntry("team", "a");
  }

  /** The client looks at the type; anything else would be asked for again and again. */
  @Test
  void aWatchThatFellBehindEndsWithAStatus() {
    var event =
        json.unmarshal(
            """
            {"type": "ERROR", "object":
              {"apiVersion": "v1", "kind": "Status", "status": "Failure",
               "reason": "Expired", "message": "too old resource version", "code": 410}}
            """,
            WatchEvent.class);

    assertThat(event.getObject())
        .asInstanceOf(InstanceOfAssertFactories.type(Status.class))
        .extracting(Status::getCode)
        .isEqualTo(410);
  }

  @Test
  void whatIsAskedForByTypeNeedsNoName() {
    var namespace =
        json.unmarshal(
            """
            {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "kube-system", "uid": "u"}}
            """,
            Namespace.class);

    assertThat(namespace.getMetadata().getUid()).isEqualTo("u");
  }

  @Test
  void leavesItsBuffersToTheNextThread() throws Exception {
    var mapper = KubernetesJson.mapper();

    var reading = new FutureTask<>(() -> mapper.readTree("{}"));
    Thread.startVirtualThread(reading);
    reading.get(1, TimeUnit.MINUTES);

    assertThat(mapper.getFactory()._getRecyclerPool().pooledCount()).isOne();
  }
}
