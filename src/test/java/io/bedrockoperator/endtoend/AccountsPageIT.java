package io.bedrockoperator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.bedrockoperator.deploy.Console;
import io.bedrockoperator.dev.apiserver.ApiServer;
import io.bedrockoperator.dev.emulator.IamRole;
import io.bedrockoperator.docs.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sets up a hub and a tenant as docs/accounts.md says, but with another id of the cluster, and with
 * a script that stands in for the AWS CLI.
 */
class AccountsPageIT {

  private static final String HUB = "777788889999";
  private static final String TENANT = "888899990000";
  private static final String EXTERNAL_ID = "prod-us/team-a";

  private static final String AWS =
      """
      #!/bin/sh
      printf '%%s\\n' "$*" >> "$HOME/aws.log"
      case "$*" in
        "sts get-caller-identity --profile hub "*) echo %s ;;
        "sts get-caller-identity --profile team-a "*) echo %s ;;
      esac
      """
          .formatted(HUB, TENANT);

  @TempDir static Path temp;

  private static final ApiServer server = ApiServer.start();
  private static final Stage stage = Stage.in(Cluster.on(server), "accounts");
  private static Console console = new Console(Path.of(""));

  @BeforeAll
  static void prepare() throws IOException {
    console = Console.of(server, temp);
    var aws = Files.writeString(temp.resolve("bin").resolve("aws"), AWS);
    assertThat(aws.toFile().setExecutable(true)).isTrue();
    stage
        .bedrock()
        .sts()
        .put(
            IamRole.of("arn:aws:iam::%s:role/bedrock-operator".formatted(TENANT))
                .withExternalId(EXTERNAL_ID));
    stage.start(Map.of("BEDROCK_OPERATOR_WATCH_NAMESPACES", "")).awaitReady();
  }

  @AfterAll
  static void stop() {
    stage.close();
    server.close();
  }

  @Test
  void aHubAndATenantFromNothingToAProfile() throws IOException {
    var blocks = Page.of("docs/accounts.md").blocks("sh");

    console.run(blocks.getFirst().replace("CLUSTER=prod-eu", "CLUSTER=prod-us"));

    assertThat(Files.readString(temp.resolve("aws.log")))
        .contains("\"AWS\": \"arn:aws:iam::%s:role/bedrock-operator\"".formatted(HUB))
        .contains("\"sts:ExternalId\": \"%s\"".formatted(EXTERNAL_ID))
        .contains("\"aws:RequestTag/bedrock-operator.io/cluster\": \"prod-us\"")
        .contains("\"Resource\": \"arn:aws:iam::%s:role/bedrock-operator\"".formatted(TENANT))
        .doesNotContain("111122223333", "222233334444", "CLUSTER_ID", "prod-eu");

    assertThat(console.run(blocks.get(1))).endsWith("team-a " + TENANT);
  }
}
