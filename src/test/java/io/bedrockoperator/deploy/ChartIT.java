package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.dev.crd.ShippedCrd;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart renders, and what it refuses. */
class ChartIT {

  private static final String RELEASE = "bedrock-operator";
  private static final String NAMESPACE = "chart";
  private static final String TEMPLATE =
      "helm template %s helm --namespace %s".formatted(RELEASE, NAMESPACE);

  @TempDir static Path temp;

  private static Console console = new Console(Path.of(""));

  @BeforeAll
  static void prepare() throws IOException {
    console = Console.of(ApiServer.shared(), temp);
    for (var namespace : List.of(NAMESPACE, "team-a", "team-b")) {
      console.run(
          "kubectl create namespace %1$s --dry-run=client -o yaml | kubectl apply -f -"
              .formatted(namespace));
    }
    console.run(
        "kubectl apply -f '%s'".formatted(Chart.goodValues("fixture").resolveSibling("crds")));
    console.run(
        "kubectl wait --for=condition=Established --timeout=60s crd"
            + " servicemonitors.monitoring.coreos.com prometheusrules.monitoring.coreos.com");
  }

  static List<Path> goodValues() throws IOException {
    return Chart.goodValues();
  }

  static List<Path> badValues() throws IOException {
    return Chart.badValues();
  }

  @ParameterizedTest
  @MethodSource("goodValues")
  void lints(Path values) {
    assertThat(console.run("helm lint --strict helm -f '%s'".formatted(values)))
        .contains("1 chart(s) linted, 0 chart(s) failed")
        .doesNotContain("WARNING", "ERROR");
  }

  /** On the server, without effect. Fields that it does not know are refused. */
  @ParameterizedTest
  @MethodSource("goodValues")
  void everyObjectIsAdmitted(Path values) throws IOException {
    var rendered = template(values);
    var file = Files.writeString(temp.resolve(values.getFileName()), rendered);

    var admitted =
        console.run(
            "kubectl apply --server-side --force-conflicts --validate=strict --dry-run=server -f '%s'"
                .formatted(file));

    assertThat(
            admitted.lines().filter(line -> line.endsWith("serverside-applied (server dry run)")))
        .hasSameSizeAs(Shipped.objects(rendered));
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void refuses(Path values) throws IOException {
    var expected = Files.readAllLines(values).getFirst();
    assertThat(expected).startsWith("# refused: ");

    var result = console.attempt(templateLine(values));

    assertThat(result.status()).as(result.output()).isNotZero();
    assertThat(result.output())
        .containsPattern(
            Pattern.compile(expected.substring("# refused: ".length()), Pattern.CASE_INSENSITIVE));
  }

  @Test
  void resourceDefinitionsAreThoseOfCrdsAndAreKept() throws IOException {
    var shipped = new ArrayList<HasMetadata>();
    for (var crd : ShippedCrd.values()) {
      shipped.addAll(Shipped.objects(crd.file()));
    }

    var crds = all(CustomResourceDefinition.class, objects("default"));

    assertThat(crds)
        .extracting(CustomResourceDefinition::getSpec)
        .containsExactlyInAnyOrderElementsOf(
            all(CustomResourceDefinition.class, shipped).stream()
                .map(CustomResourceDefinition::getSpec)
                .toList());
    assertThat(crds)
        .allSatisfy(
            crd ->
                assertThat(crd.getMetadata().getAnnotations())
                    .containsEntry("helm.sh/resource-policy", "keep"));
  }

  /** Namespaces choose an account by their labels, so they are read together. */
  @ParameterizedTest
  @CsvSource({
    "default,                      true,  true",
    "one-known-cluster,            true,  true",
    "everything,                   false, false",
    "labelled-adopting,            false, true",
    "namespaced,                   false, false",
  })
  void accountsAreServedWhereEveryResourceIs(
      String values, boolean accounts, boolean allNamespaces) {
    var rules =
        objects(values).stream()
            .filter(object -> !isAggregated(object))
            .flatMap(ChartIT::rulesOf)
            .map(ChartIT::line)
            .toList();

    assertThat(rules.contains("bedrockaccounts get,list,watch,patch")).isEqualTo(accounts);
    assertThat(rules.contains("bedrockaccounts/status patch")).isEqualTo(accounts);
    assertThat(rules.contains("namespaces get,list,watch")).isEqualTo(allNamespaces);
  }

  /** Whoever writes one chooses roles in AWS. */
  @Test
  void nobodyGetsAccountsByARoleOfKubernetes() {
    assertThat(objects("everything").stream().filter(ChartIT::isAggregated))
        .hasSize(2)
        .flatMap(object -> rulesOf(object).toList())
        .allMatch(
            rule ->
                rule.getResources()
                    .equals(List.of("inferenceprofiles", "inferenceprofiledeployments")));
  }

  private static boolean isAggregated(HasMetadata object) {
    return object.getMetadata().getLabels().keySet().stream()
        .anyMatch(label -> label.startsWith("rbac.authorization.k8s.io/aggregate-to-"));
  }

  private static Stream<PolicyRule> rulesOf(HasMetadata object) {
    return switch (object) {
      case ClusterRole role -> role.getRules().stream();
      case Role role -> role.getRules().stream();
      default -> Stream.empty();
    };
  }

  private static String line(PolicyRule rule) {
    return String.join(",", rule.getResources()) + " " + String.join(",", rule.getVerbs());
  }

  @Test
  void withoutRightsOutsideOfItsNamespaces() {
    assertThat(objects("namespaced-without-kube-system"))
        .noneMatch(object -> object.getKind().startsWith("ClusterRole"))
        .extracting(object -> object.getMetadata().getNamespace())
        .containsOnly(NAMESPACE, "team-a");
  }

  @Test
  void hasPoliciesOnlyForAServerThatKnowsThem() {
    assertThat(objects("default")).filteredOn(ChartIT::isOfPolicies).hasSize(4);
    assertThat(Shipped.objects(console.run(TEMPLATE))).noneMatch(ChartIT::isOfPolicies);
  }

  private static boolean isOfPolicies(HasMetadata object) {
    return object.getKind().startsWith("ValidatingAdmissionPolicy");
  }

  @Test
  void oneValueIsThePortOfTheProcessAndOfItsProbes() {
    var container =
        only(Deployment.class, objects("everything"))
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst();
    var port = container.getPorts().getFirst();

    assertThat(port.getContainerPort()).isEqualTo(9090);
    assertThat(container.getEnv())
        .anyMatch(
            variable ->
                variable.getName().equals("BEDROCK_OPERATOR_HTTP_PORT")
                    && Objects.equals(variable.getValue(), "9090"));
    for (var probe :
        List.of(
            container.getStartupProbe(),
            container.getLivenessProbe(),
            container.getReadinessProbe())) {
      assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo(port.getName());
    }
  }

  /** Releases in one namespace would else take turns instead of sharing the work. */
  @Test
  void eachReleaseHasALeaseOfItsOwnAndMayWriteIt() {
    var objects =
        Shipped.objects(console.run("helm template shard-a helm --namespace " + NAMESPACE));
    var lease = "shard-a-bedrock-operator";

    assertThat(
            only(Deployment.class, objects)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv())
        .anyMatch(
            variable ->
                variable.getName().equals("BEDROCK_OPERATOR_LEASE_NAME")
                    && Objects.equals(variable.getValue(), lease));
    assertThat(only(Role.class, objects).getRules())
        .flatExtracting(PolicyRule::getResourceNames)
        .containsExactly(lease);
  }

  private static List<HasMetadata> objects(String values) {
    return Shipped.objects(template(Chart.goodValues(values)));
  }

  private static String template(Path values) {
    return console.run(templateLine(values));
  }

  private static String templateLine(Path values) {
    return "%s %s -f '%s'".formatted(TEMPLATE, Chart.WITH_POLICIES, values);
  }

  private static <T extends HasMetadata> T only(Class<T> kind, List<HasMetadata> objects) {
    assertThat(all(kind, objects)).hasSize(1);
    return all(kind, objects).getFirst();
  }

  private static <T extends HasMetadata> List<T> all(Class<T> kind, List<HasMetadata> objects) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
