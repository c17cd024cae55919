package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;

class IamPolicyTest {

  private static ObjectMeta account = new ObjectMeta();

  @BeforeAll
  static void readServiceAccount() throws IOException {
    account = Shipped.object("rbac.yaml", ServiceAccount.class).getMetadata();
  }

  private static final String PROFILES = "arn:aws:bedrock:*:*:application-inference-profile/*";
  private static final String SYSTEM_PROFILES = "arn:aws:bedrock:*:*:inference-profile/*";

  private static final String ANY = "bedrock-operator";
  private static final String ONE_CLUSTER = "bedrock-operator-one-cluster";

  private static final String MARK = "bedrock-operator.io/cluster";

  /** How IAM calls the services of the SDK's clients. */
  private static final Map<String, String> SERVICES =
      Map.of(
          BedrockClient.class.getName(), "bedrock",
          ResourceGroupsTaggingApiClient.class.getName(), "tag");

  /** What the SDK's client has beside its operations. */
  private static final Set<String> NO_OPERATIONS = Set.of("builder", "close");

  @Test
  void allowsTheActionsThatAreUsedOnTheirResourcesOnly() throws IOException {
    assertThat(grants(ANY))
        .containsExactlyInAnyOrderElementsOf(
            grants(
                "{Null: {aws:RequestTag/%s: false}}".formatted(MARK),
                "{Null: {aws:RequestTag/%s: false}}".formatted(MARK),
                "{Null: {aws:ResourceTag/%s: false}}".formatted(MARK)));
  }

  /** What carries no mark yet may get one; what carries another's may not. */
  @Test
  void allowsTheSameWithinOneCluster() throws IOException {
    assertThat(grants(ONE_CLUSTER))
        .containsExactlyInAnyOrderElementsOf(
            grants(
                "{StringEquals: {aws:RequestTag/%s: CLUSTER_ID}}".formatted(MARK),
                "{StringEquals: {aws:RequestTag/%1$s: CLUSTER_ID}, Null: {aws:ResourceTag/%1$s: true}}"
                    .formatted(MARK),
                "{StringEquals: {aws:ResourceTag/%s: CLUSTER_ID}}".formatted(MARK)));
  }

  private static List<String> grants(String creating, String marking, String changing) {
    return List.of(
        "bedrock:CreateInferenceProfile on %s, %s, %s if %s"
            .formatted(
                PROFILES, SYSTEM_PROFILES, "arn:aws:bedrock:*::foundation-model/*", creating),
        "bedrock:TagResource on %s if %s".formatted(PROFILES, marking),
        "bedrock:TagResource on %s if %s".formatted(PROFILES, changing),
        "bedrock:UntagResource on %s if %s".formatted(PROFILES, changing),
        "bedrock:DeleteInferenceProfile on %s if %s".formatted(PROFILES, changing),
        "bedrock:GetInferenceProfile on %s, %s".formatted(PROFILES, SYSTEM_PROFILES),
        "bedrock:ListTagsForResource on %s".formatted(PROFILES),
        "bedrock:ListInferenceProfiles on *",
        "tag:GetResources on *");
  }

  @ParameterizedTest
  @ValueSource(strings = {ANY, ONE_CLUSTER})
  void allowsWhatTheCodeCanCall(String policy) throws IOException {
    var actions = grants(policy).stream().map(grant -> grant.split(" ", 2)[0]).toList();

    assertThat(new TreeSet<>(actions)).isEqualTo(actionsInTheCode());
  }

  /** Other packages cannot reach AWS: DependencyTest holds that. */
  private static Set<String> actionsInTheCode() {
    var actions = new TreeSet<String>();
    var code =
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("io.bedrockoperator.aws.sdk");
    code.stream()
        .flatMap(
            type ->
                Stream.<JavaAccess<?>>concat(
                    type.getMethodCallsFromSelf().stream(),
                    type.getMethodReferencesFromSelf().stream()))
        .filter(access -> isClientOfAService(access.getTargetOwner().getName()))
        .forEach(
            access -> {
              var client = access.getTargetOwner().getName();
              assertThat(SERVICES).as("%s", access).containsKey(client);
              if (!NO_OPERATIONS.contains(access.getName())) {
                actions.add(SERVICES.get(client) + ":" + operation(access.getName()));
              }
            });
    return actions;
  }

  private static boolean isClientOfAService(String type) {
    return type.matches("software\\.amazon\\.awssdk\\.services\\.[a-z0-9]+\\.[A-Za-z0-9]+Client");
  }

  private static String operation(String method) {
    var name = method.replaceAll("Paginator$", "");
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  @Test
  void identityProviderIsTrustedForTheServiceAccountOnly() throws IOException {
    var statement = statements("trust-irsa").get(0);
    var provider = statement.at("/Principal/Federated").asText().split("oidc-provider/", 2)[1];

    assertThat(texts(statement.get("Action"))).containsExactly("sts:AssumeRoleWithWebIdentity");
    assertThat(statement.get("Condition").properties()).hasSize(1);
    assertThat(statement.at("/Condition/StringEquals").properties())
        .extracting(condition -> condition.getKey() + "=" + condition.getValue().asText())
        .containsExactly(
            provider + ":aud=sts.amazonaws.com",
            "%s:sub=system:serviceaccount:%s:%s"
                .formatted(provider, account.getNamespace(), account.getName()));
  }

  @Test
  void podIdentityIsTrustedForTheServiceAccountOnly() throws IOException {
    var statement = statements("trust-pod-identity").get(0);

    assertThat(texts(statement.get("Action"))).containsExactly("sts:AssumeRole", "sts:TagSession");
    assertThat(statement.at("/Principal/Service").asText()).isEqualTo("pods.eks.amazonaws.com");
    assertThat(statement.get("Condition").properties()).hasSize(1);
    assertThat(statement.at("/Condition/StringEquals").properties())
        .extracting(condition -> condition.getKey() + "=" + condition.getValue().asText())
        .containsExactly(
            "aws:RequestTag/kubernetes-namespace=" + account.getNamespace(),
            "aws:RequestTag/kubernetes-service-account=" + account.getName());
  }

  private static List<String> grants(String policy) throws IOException {
    var grants = new ArrayList<String>();
    for (var statement : statements(policy)) {
      assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
      var where = String.join(", ", texts(statement.get("Resource")));
      for (var action : texts(statement.get("Action"))) {
        grants.add(action + " on " + where + onlyIf(statement));
      }
    }
    return grants;
  }

  private static String onlyIf(JsonNode statement) {
    return statement.has("Condition")
        ? " if "
            + statement
                .get("Condition")
                .toString()
                .replace("\"", "")
                .replace(",", ", ")
                .replaceAll(":(?=[{CEtf])", ": ")
        : "";
  }

  private static JsonNode statements(String file) throws IOException {
    var path = Shipped.DIRECTORY.resolve("iam").resolve(file + ".json");
    return new ObjectMapper().readTree(path.toFile()).get("Statement");
  }

  private static List<String> texts(JsonNode oneOrMany) {
    var texts = new ArrayList<String>();
    if (oneOrMany.isTextual()) {
      texts.add(oneOrMany.asText());
    }
    oneOrMany.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
