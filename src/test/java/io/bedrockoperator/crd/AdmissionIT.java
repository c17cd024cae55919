package io.bedrockoperator.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bedrockoperator.api.AccountRef;
import io.bedrockoperator.api.Adopt;
import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.Condition;
import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.api.InferenceProfileDeployment;
import io.bedrockoperator.api.InferenceProfileSpec;
import io.bedrockoperator.api.InferenceProfileStatus;
import io.bedrockoperator.api.ModelSource;
import io.bedrockoperator.api.OperationError;
import io.bedrockoperator.api.ProfileModel;
import io.bedrockoperator.api.Publish;
import io.bedrockoperator.api.PublishConfigMap;
import io.bedrockoperator.api.PublishMetadata;
import io.bedrockoperator.api.Published;
import io.bedrockoperator.api.StandingRefusal;
import io.bedrockoperator.api.Tag;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.dev.crd.ShippedCrd;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the API server takes and refuses. Documents of a file that have the same name are versions
 * of one resource, one after the other. Of an invalid file the last document is refused, and the
 * {@code # expect:} lines say with which words.
 */
class AdmissionIT {

  private static final Path CASES = Path.of("src", "test", "resources", "admission");
  private static final String NAMESPACE = "admission";
  private static final String EXPECT = "# expect: ";

  /** How the API server words a pattern of the schema, which tells nobody what to do. */
  private static final String REGULAR_EXPRESSION = "should match";

  private static final InferenceProfileSpec WHOLE_SPEC =
      new InferenceProfileSpec(
          "chat",
          "Chat assistant",
          new ModelSource("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"),
          List.of(new Tag("team", "a"), new Tag("empty", "")),
          "Retain",
          "Never",
          "Observe",
          true,
          new Adopt(null, true, true),
          new AccountRef("team-a"),
          new Publish(
              new PublishConfigMap(
                  "chat-bedrock",
                  new PublishMetadata(Map.of("team", "a"), Map.of("example.com/reload", "true")),
                  Map.of("ARN", "$(arn)"))),
          Map.of());

  private static final InferenceProfileStatus WHOLE_STATUS =
      new InferenceProfileStatus(
          3L,
          "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/06vsfs68yb4g",
          "06vsfs68yb4g",
          "ACTIVE",
          "APPLICATION",
          List.of(ProfileModel.of("arn:aws:bedrock:::foundation-model/amazon.nova-lite-v1:0")),
          "us-east-1",
          "111122223333",
          new AccountRef("team-a"),
          "2026-01-01T00:00:00.573731Z",
          "7b4cb1b0-3a3f-4d5e-8f43-0e7a5b0a4f1c-1",
          List.of("team", "empty"),
          List.of("arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/0"),
          2L,
          new StandingRefusal("Name", 2L),
          new Published("chat-bedrock"),
          "2026-01-01T00:00:00Z",
          new OperationError("TagResource", "ThrottlingException", 429, "Slow down", "r-1", true),
          List.of(
              new Condition("Ready", "False", 3L, "2026-01-01T00:00:00Z", "Throttled", ""),
              new Condition("Reconciling", "True", 3L, "2026-01-01T00:00:00Z", "Throttled", "")));

  /** Its own: an operator of another test would take notice of the accounts. */
  @AutoClose private static final ApiServer SERVER = ApiServer.start();

  @AutoClose private static KubernetesClient client;

  @BeforeAll
  static void installTheCrd() throws Exception {
    client = new KubernetesClientBuilder().withConfig(SERVER.adminConfig()).build();
    var crds = client.apiextensions().v1().customResourceDefinitions();
    for (var crd : ShippedCrd.values()) {
      crds.load(crd.file().toFile()).serverSideApply();
      crds.load(crd.file().toFile()).waitUntilCondition(new Established(), 30, TimeUnit.SECONDS);
    }
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .serverSideApply();
  }

  @AfterEach
  void deleteAll() {
    client.resources(InferenceProfile.class).inNamespace(NAMESPACE).delete();
    client.resources(InferenceProfileDeployment.class).inNamespace(NAMESPACE).delete();
    client.resources(BedrockAccount.class).delete();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void takes(Path file) throws IOException {
    for (var document : documents(file)) {
      write(document);
    }
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refuses(Path file) throws IOException {
    var documents = documents(file);
    var before = documents.subList(0, documents.size() - 1);
    for (var document : before) {
      write(document);
    }

    var refusal =
        catchThrowableOfType(KubernetesClientException.class, () -> write(documents.getLast()));

    assertThat(refusal).as("refusal of %s", file).isNotNull();
    assertThat(refusal.getCode()).isEqualTo(422);
    assertThat(refusal.getStatus().getMessage())
        .as("%s", file)
        .contains(expected(file))
        .doesNotContain(REGULAR_EXPRESSION);
  }

  @Test
  void keepsEveryFieldOfTheTypes() {
    var written = profile(WHOLE_SPEC, WHOLE_STATUS);
    client.resource(written).inNamespace(NAMESPACE).create();
    client
        .resource(profile(null, WHOLE_STATUS))
        .inNamespace(NAMESPACE)
        .subresource("status")
        .patch(appliedBy("operator"));

    var kept = client.resource(written).inNamespace(NAMESPACE).get();

    assertThat(kept.getSpec()).isEqualTo(WHOLE_SPEC);
    assertThat(kept.getStatus()).isEqualTo(WHOLE_STATUS);
  }

  /** So that kstatus, and Flux with it, waits for the operator's first look. */
  @Test
  void givesEveryResourceAStatusThatNobodyHasWrittenYet() {
    var created =
        client.resource(profile(WHOLE_SPEC, WHOLE_STATUS)).inNamespace(NAMESPACE).create();

    var read = client.resource(created).inNamespace(NAMESPACE).get();
    assertThat(read.getStatus().observedGeneration()).isEqualTo(-1);
    assertThat(read.getStatus().inferenceProfileArn()).isNull();
    assertThat(read.getStatus().conditions()).isNull();
  }

  @Test
  void mergesTheTagsOfTwoAppliers() {
    apply("team", tagged(new Tag("team", "a")));
    apply("finance", tagged(new Tag("cost-centre", "42")));
    apply("team", tagged(new Tag("team", "b")));

    var kept = client.resources(InferenceProfile.class).inNamespace(NAMESPACE).withName("chat");

    assertThat(kept.get().getSpec().tags())
        .containsExactlyInAnyOrder(new Tag("team", "b"), new Tag("cost-centre", "42"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'observedGeneration': 'one'}",
        "{'createdAt': 'yesterday'}",
        "{'error': {'httpStatusCode': '400'}}",
        "{'models': [{'modelArn': 1}]}",
        "{'conditions': [{'type': 'Ready'}]}",
        "{'conditions': [%s, %s]}",
        "{'conditions': [{'type': 'Ready', 'status': 'Perhaps', 'reason': 'r', 'message': 'm',"
            + " 'lastTransitionTime': '2026-01-01T00:00:00Z'}]}"
      })
  void refusesAStatusOfAnotherShape(String status) {
    var condition =
        "{'type': 'Ready', 'status': 'True', 'reason': 'r', 'message': 'm',"
            + " 'lastTransitionTime': '2026-01-01T00:00:00Z'}";
    var patch = "{'status': %s}".formatted(status.replace("%s", condition)).replace('\'', '"');
    client.resource(profile(WHOLE_SPEC, null)).inNamespace(NAMESPACE).create();
    var resource = client.resources(InferenceProfile.class).inNamespace(NAMESPACE).withName("chat");

    var refusal =
        catchThrowableOfType(
            KubernetesClientException.class,
            () ->
                resource.subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), patch));

    assertThat(refusal).as("refusal of %s", patch).isNotNull();
    assertThat(refusal.getCode()).isEqualTo(422);
  }

  private static InferenceProfileSpec tagged(Tag tag) {
    return new InferenceProfileSpec(
        "chat",
        null,
        WHOLE_SPEC.modelSource(),
        List.of(tag),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of());
  }

  private static void apply(String manager, InferenceProfileSpec spec) {
    client.resource(profile(spec, null)).inNamespace(NAMESPACE).patch(appliedBy(manager));
  }

  private static PatchContext appliedBy(String manager) {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager(manager)
        .build();
  }

  private static InferenceProfile profile(
      @Nullable InferenceProfileSpec spec, @Nullable InferenceProfileStatus status) {
    var profile = new InferenceProfile();
    profile.getMetadata().setName("chat");
    profile.setSpec(spec);
    profile.setStatus(status);
    return profile;
  }

  private static void write(GenericKubernetesResource document) {
    var resource =
        document.getKind().equals(HasMetadata.getKind(BedrockAccount.class))
            ? client.resource(document)
            : client.resource(document).inNamespace(NAMESPACE);
    resource
        .fieldValidation(FieldValidateable.Validation.STRICT)
        .createOr(NonDeletingOperation::update);
  }

  private static List<GenericKubernetesResource> documents(Path file) throws IOException {
    return Stream.of(Files.readString(file).split("(?m)^---$"))
        .map(
            document ->
                client
                    .getKubernetesSerialization()
                    .unmarshal(document, GenericKubernetesResource.class))
        .toList();
  }

  private static List<String> expected(Path file) throws IOException {
    var expected =
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith(EXPECT))
            .map(line -> line.substring(EXPECT.length()))
            .toList();
    assertThat(expected).as("expected words in %s", file).isNotEmpty();
    return expected;
  }

  static Stream<Path> valid() throws IOException {
    return cases("valid-");
  }

  static Stream<Path> invalid() throws IOException {
    return cases("invalid-");
  }

  private static Stream<Path> cases(String prefix) throws IOException {
    try (var files = Files.list(CASES)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList()
          .stream();
    }
  }
}
