package io.bedrockoperator.deploy;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.bedrockoperator.api.BedrockAccount;
import io.bedrockoperator.api.BedrockAccountSpec;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

class IamPolicyTest {

  private static ObjectMeta account = new ObjectMeta();

  @BeforeAll
  static void readServiceAccount() throws IOException {
    account = Shipped.object("rbac.yaml", ServiceAccount.class).getMetadata();
  }

  /** Other packages cannot reach AWS: DependencyTest holds that. */
  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.bedrockoperator.aws.sdk");

  private static final String PROFILES = "arn:aws:bedrock:*:*:application-inference-profile/*";
  private static final String SYSTEM_PROFILES = "arn:aws:bedrock:*:*:inference-profile/*";

  private static final String ANY = "bedrock-operator";
  private static final String ONE_CLUSTER = "bedrock-operator-one-cluster";

  private static final String MARK = "bedrock-operator.io/cluster";

  private static final String HUB = "assume-tenants";
  private static final String HUB_TRUSTED = "trust-hub";
  private static final String HUB_ROLE = "arn:aws:iam::111122223333:role/bedrock-operator";

  /** How IAM calls the services of the SDK. */
  private static final Map<String, String> SERVICES =
      Map.of("bedrock", "bedrock", "resourcegroupstaggingapi", "tag", "sts", "sts");

  private static final String STS = "sts:";
  private static final String TAG_SESSION = STS + "TagSession";

  /** Whatever a policy says, AWS allows it to everybody. */
  private static final String NEEDS_NO_PERMISSION = STS + "GetCallerIdentity";

  private static final Pattern CLIENT =
      Pattern.compile("software\\.amazon\\.awssdk\\.services\\.([a-z0-9]+)\\.[A-Za-z0-9]+Client");

  private static final Pattern REQUEST =
      Pattern.compile(
          "software\\.amazon\\.awssdk\\.services\\.([a-z0-9]+)\\.model\\.([A-Za-z0-9]+)Request");

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
        "bedrock:ListFoundationModels on *",
        "tag:GetResources on *");
  }

  /** The same in the operator's own account and in that of a tenant. */
  @ParameterizedTest
  @ValueSource(strings = {ANY, ONE_CLUSTER})
  void allowsWhatTheCodeCanCall(String policy) throws IOException {
    assertThat(actions(policy))
        .isEqualTo(actionsInTheCode().filter(action -> !action.startsWith(STS)).collect(toSet()));
  }

  @Test
  void hubMayAssumeAndTagWhatTheCodeAsksStsFor() throws IOException {
    assertThat(grants(HUB))
        .containsExactlyInAnyOrder(
            "sts:AssumeRole on " + sample().roleArn(), "sts:TagSession on " + sample().roleArn());
    assertThat(actions(HUB)).isEqualTo(stsActionsInTheCode());
  }

  /** AWS compares the external id only where a role is assumed. */
  @Test
  void tenantAccountTrustsOneOperatorThatSaysItsExternalId() throws IOException {
    assertThat(statements(HUB_TRUSTED))
        .extracting(
            statement -> statement.at("/Principal/AWS").asText(),
            statement -> texts(statement.get("Action")),
            statement -> statement.path("Condition").toString())
        .containsExactlyInAnyOrder(
            tuple(
                HUB_ROLE,
                List.of("sts:AssumeRole"),
                "{\"StringEquals\":{\"sts:ExternalId\":\"%s\"}}".formatted(sample().externalId())),
            tuple(HUB_ROLE, List.of("sts:TagSession"), ""));
    assertThat(actions(HUB_TRUSTED)).isEqualTo(stsActionsInTheCode());
  }

  /** That of the team, whose numbers the policies have, too. */
  private static BedrockAccountSpec sample() throws IOException {
    var serialization = new KubernetesSerialization();
    var first = Shipped.objects(Shipped.ACCOUNT_SAMPLES.resolve("accounts.yaml")).getFirst();
    return serialization.unmarshal(serialization.asJson(first), BedrockAccount.class).getSpec();
  }

  private static Set<String> stsActionsInTheCode() {
    return actionsInTheCode().filter(action -> action.startsWith(STS)).collect(toSet());
  }

  private static Stream<String> actionsInTheCode() {
    return CODE.stream()
        .flatMap(
            type ->
                Stream.<JavaAccess<?>>concat(
                    type.getMethodCallsFromSelf().stream(),
                    type.getMethodReferencesFromSelf().stream()))
        .flatMap(access -> action(access.getTargetOwner().getName(), access.getName()))
        .filter(action -> !action.equals(NEEDS_NO_PERMISSION));
  }

  /** Of a client's method, or of a request that the SDK itself sends, as it assumes roles. */
  private static Stream<String> action(String owner, String method) {
    var client = CLIENT.matcher(owner);
    if (client.matches()) {
      return NO_OPERATIONS.contains(method)
          ? Stream.empty()
          : Stream.of(service(client.group(1)) + operation(method));
    }
    var request = REQUEST.matcher(owner);
    if (request.matches()) {
      return method.equals("builder")
          ? Stream.of(service(request.group(1)) + request.group(2))
          : Stream.empty();
    }
    return owner.equals(AssumeRoleRequest.Builder.class.getName()) && method.equals("tags")
        ? Stream.of(TAG_SESSION)
        : Stream.empty();
  }

  private static String service(String name) {
    assertThat(SERVICES).containsKey(name);
    return SERVICES.get(name) + ":";
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

  private static Set<String> actions(String policy) throws IOException {
    var actions = new HashSet<String>();
    for (var statement : statements(policy)) {
      actions.addAll(texts(statement.get("Action")));
    }
    return actions;
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
