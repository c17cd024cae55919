package io.bedrockoperator.endtoend;

import static io.bedrockoperator.dev.emulator.Operation.CREATE_INFERENCE_PROFILE;
import static io.bedrockoperator.dev.emulator.Operation.DELETE_INFERENCE_PROFILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.api.InferenceProfile;
import io.bedrockoperator.deploy.Console;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.docs.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipes of docs/recipes and docs/publish.md, one after the other in one cluster, which is
 * rebuilt in the end. A script stands in for the AWS CLI, and nothing runs pods.
 */
@TestMethodOrder(OrderAnnotation.class)
class RecipesIT {

  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private static final Map<String, String> ALL_NAMESPACES =
      Map.of("BEDROCK_OPERATOR_WATCH_NAMESPACES", "");

  private static final String AWS =
      """
      #!/bin/sh
      printf '%s\\n' "$*" >> "$HOME/aws.log"
      case "$1 $2" in
        "sts get-caller-identity") echo 444455556666 ;;
        "eks describe-cluster") echo https://oidc.eks.eu-west-1.amazonaws.com/id/0123ABCD ;;
        "iam get-open-id-connect-provider") exit 254 ;;
      esac
      """;

  @TempDir static Path temp;

  private static final ApiServer server = ApiServer.start();
  private static final Cluster cluster = Cluster.prepared(server);
  private static final Stage stage = Stage.in(cluster, "recipes");
  private static Console console = new Console(Path.of(""));

  @BeforeAll
  static void prepare() throws IOException {
    console = Console.of(server, temp);
    var aws = Files.writeString(temp.resolve("bin").resolve("aws"), AWS);
    assertThat(aws.toFile().setExecutable(true)).isTrue();
  }

  @AfterAll
  static void stop() {
    stage.close();
    server.close();
  }

  @Test
  @Order(1)
  void eksFromNothingToTheFirstProfile() throws IOException {
    var blocks = Page.of("docs/recipes/eks-irsa.md").blocks("sh");

    console.run(blocks.getFirst());

    assertThat(
            console.run(
                "kubectl -n bedrock-operator-system get serviceaccount bedrock-operator -o yaml"))
        .contains("eks.amazonaws.com/role-arn: arn:aws:iam::444455556666:role/bedrock-operator");
    assertThat(Files.readString(temp.resolve("aws.log")))
        .contains("iam create-open-id-connect-provider --url https://oidc.eks.eu-west-1")
        .contains("oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0123ABCD\"")
        .contains("\"oidc.eks.eu-west-1.amazonaws.com/id/0123ABCD:sub\": \"system:serviceaccount:")
        .contains("arn:aws:iam::444455556666:oidc-provider/")
        .doesNotContain("111122223333", "EXAMPLE");

    stage.start(ALL_NAMESPACES).awaitReady();
    var arn = console.run(blocks.get(1).lines().skip(1).collect(Collectors.joining("\n")));

    assertThat(arn).endsWith(arns(cluster).get("team-a/chat"));
  }

  @Test
  @Order(2)
  void theArnInAConfigMap() throws IOException {
    var page = Page.of("docs/publish.md");

    console.run(
        "kubectl apply -f '%s'".formatted(file("chat.yaml", page.blocks("yaml").getFirst())));

    assertThat(console.run(page.blocks("sh").getFirst()))
        .endsWith(arns(cluster).get("team-a/chat") + "\n");
    assertThat(console.run(page.blocks("sh").getLast()))
        .contains("\"reason\":\"Published\"", "\"status\":\"True\"");
  }

  @Test
  @Order(3)
  void anotherModel() throws IOException {
    var page = Page.of("docs/recipes/another-model.md");
    console.run("kubectl apply -f deploy/samples/11-system-profile.yaml");
    console.run("kubectl -n team-a wait --for=condition=Ready aip/summaries --timeout=2m");
    var before = arns(cluster);
    var manifest = file("summaries-2.yaml", page.blocks("yaml").getFirst());

    var printed =
        console.run(
            page.blocks("sh").getFirst().replace("summaries-2.yaml", "'%s'".formatted(manifest)));

    assertThat(arns(cluster)).containsAllEntriesOf(before).hasSize(3);
    assertThat(printed)
        .contains(arns(cluster).get("team-a/summaries-2"))
        .contains("amazon.nova-pro-v1:0");

    console.run(page.blocks("sh").get(1));

    assertThat(arns(cluster)).containsOnlyKeys("team-a/chat", "team-a/summaries-2");
    assertThat(stage.bedrock().calls(DELETE_INFERENCE_PROFILE)).hasSize(1);
  }

  @Test
  @Order(4)
  void aClusterRebuilt() throws IOException {
    var page = Page.of("docs/recipes/rebuild-a-cluster.md");
    var arns = arns(cluster);
    var creations = stage.bedrock().calls(CREATE_INFERENCE_PROFILE).size();
    var id = console.run(page.section("1. Find the present cluster id").blocks("sh").getFirst());
    var profiles = temp.resolve("profiles.yaml");
    console.run(
        commands(page, "2. Keep the profiles and the manifests")
            .replace("profiles.yaml", profiles.toString()));
    stage.operator().close();

    try (var rebuilt = ApiServer.start();
        var anew = Stage.in(Cluster.prepared(rebuilt), "recipes")) {
      var there = anew.cluster();
      there.createNamespace("team-a");
      there.shell(
          PROJECT, commands(page, "3. Install the operator with that id").replace("=ID", "=" + id));
      var settings =
          new TreeMap<>(
              there
                  .admin()
                  .configMaps()
                  .inNamespace("bedrock-operator-system")
                  .withName("bedrock-operator")
                  .get()
                  .getData());
      settings.putAll(ALL_NAMESPACES);
      settings.put("AWS_ENDPOINT_URL", stage.bedrock().endpoint().toString());
      there.awaitResourceDefinition();
      anew.start(settings).awaitReady();

      there.shell(temp, commands(page, "4. Apply the manifests"));

      Patience.onceCertain().untilAsserted(() -> assertThat(arns(there)).isEqualTo(arns));
      assertThat(stage.bedrock().calls(CREATE_INFERENCE_PROFILE)).hasSize(creations);
      Patience.soon()
          .untilAsserted(
              () ->
                  assertThat(
                          there.kubectl(
                              "-n", "team-a", "get", "events", "-o", "jsonpath={.items[*].reason}"))
                      .isEqualTo("Adopted Adopted"));
    }
  }

  /** Of the resources that are Ready, by namespace and name. */
  private static Map<String, String> arns(Cluster cluster) {
    return cluster
        .admin()
        .resources(InferenceProfile.class)
        .inAnyNamespace()
        .list()
        .getItems()
        .stream()
        .filter(found -> found.getStatus().inferenceProfileArn() != null)
        .collect(
            Collectors.toMap(
                found -> found.getMetadata().getNamespace() + "/" + found.getMetadata().getName(),
                found -> String.valueOf(found.getStatus().inferenceProfileArn())));
  }

  private static String commands(Page page, String section) {
    return String.join("\n", page.section(section).blocks("sh"));
  }

  private static Path file(String name, String content) throws IOException {
    return Files.writeString(temp.resolve(name), content);
  }
}
