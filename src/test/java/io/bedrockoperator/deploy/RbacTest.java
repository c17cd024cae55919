package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A permission more or less is a decision, so it is written down twice. */
class RbacTest {

  @Test
  void clusterRoleHoldsWhatIsUsed() throws IOException {
    assertThat(lines(Shipped.object("rbac.yaml", ClusterRole.class).getRules()))
        .containsExactlyInAnyOrder(
            "bedrock-operator.io inferenceprofiles get,list,watch,create,patch,delete",
            "bedrock-operator.io inferenceprofiles/status patch",
            " events create",
            " configmaps get,list,watch,create,patch,delete",
            "bedrock-operator.io inferenceprofiledeployments get,list,watch",
            "bedrock-operator.io inferenceprofiledeployments/status patch",
            "bedrock-operator.io bedrockaccounts get,list,watch,patch",
            "bedrock-operator.io bedrockaccounts/status patch",
            " namespaces get,list,watch");
  }

  @Test
  void itsOwnNamespaceHoldsTheLease() throws IOException {
    var role = Shipped.object("rbac.yaml", Role.class);

    assertThat(role.getMetadata().getNamespace()).isEqualTo("bedrock-operator-system");
    assertThat(lines(role.getRules()))
        .containsExactlyInAnyOrder(
            "coordination.k8s.io leases create",
            "coordination.k8s.io leases/bedrock-operator get,update,patch");
  }

  @Test
  void namespacedRolesHoldTheSameForOneNamespace() throws IOException {
    var roles =
        Shipped.objects(Shipped.DIRECTORY.resolve("namespaced").resolve("rbac.yaml")).stream()
            .filter(Role.class::isInstance)
            .map(Role.class::cast)
            .toList();

    assertThat(roles)
        .extracting(role -> role.getMetadata().getNamespace(), role -> lines(role.getRules()))
        .containsExactly(
            tuple(
                "team-a",
                List.of(
                    "bedrock-operator.io inferenceprofiles get,list,watch,create,patch,delete",
                    "bedrock-operator.io inferenceprofiles/status patch",
                    " events create",
                    " configmaps get,list,watch,create,patch,delete",
                    "bedrock-operator.io inferenceprofiledeployments get,list,watch",
                    "bedrock-operator.io inferenceprofiledeployments/status patch",
                    " namespaces/team-a get")),
            tuple("kube-system", List.of(" namespaces/kube-system get")));
  }

  private static List<String> lines(List<PolicyRule> rules) {
    return rules.stream().map(RbacTest::line).toList();
  }

  private static String line(PolicyRule rule) {
    var names = rule.getResourceNames().stream().map(name -> "/" + name).toList();
    return "%s %s%s %s"
        .formatted(
            String.join(",", rule.getApiGroups()),
            String.join(",", rule.getResources()),
            String.join("", names),
            String.join(",", rule.getVerbs()));
  }
}
