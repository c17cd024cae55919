package io.bedrockoperator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IamPolicyTest {

  private static final String PROFILES = "arn:aws:bedrock:*:*:application-inference-profile/*";
  private static final String SYSTEM_PROFILES = "arn:aws:bedrock:*:*:inference-profile/*";

  @Test
  void allowsTheActionsThatAreUsedOnTheirResourcesOnly() throws IOException {
    assertThat(grants())
        .containsExactlyInAnyOrder(
            "bedrock:CreateInferenceProfile on %s, %s, %s if RequestTag"
                .formatted(PROFILES, SYSTEM_PROFILES, "arn:aws:bedrock:*::foundation-model/*"),
            "bedrock:TagResource on %s if RequestTag".formatted(PROFILES),
            "bedrock:TagResource on %s if ResourceTag".formatted(PROFILES),
            "bedrock:UntagResource on %s if ResourceTag".formatted(PROFILES),
            "bedrock:DeleteInferenceProfile on %s if ResourceTag".formatted(PROFILES),
            "bedrock:GetInferenceProfile on %s, %s".formatted(PROFILES, SYSTEM_PROFILES),
            "bedrock:ListTagsForResource on %s".formatted(PROFILES),
            "bedrock:ListInferenceProfiles on *",
            "tag:GetResources on *");
  }

  private static List<String> grants() throws IOException {
    var file = Shipped.DIRECTORY.resolve("iam").resolve("bedrock-operator.json");
    var grants = new ArrayList<String>();
    for (var statement : new ObjectMapper().readTree(file.toFile()).get("Statement")) {
      assertThat(statement.get("Effect").asText()).isEqualTo("Allow");
      var where = String.join(", ", texts(statement.get("Resource")));
      for (var action : texts(statement.get("Action"))) {
        grants.add(action + " on " + where + onlyIf(statement));
      }
    }
    return grants;
  }

  /** The only condition in use: the request or the profile carries the mark of an operator. */
  private static String onlyIf(JsonNode statement) {
    if (!statement.has("Condition")) {
      return "";
    }
    var condition = statement.get("Condition").toString();
    var kind = condition.contains("RequestTag") ? "RequestTag" : "ResourceTag";
    assertThat(condition)
        .isEqualTo("{\"Null\":{\"aws:%s/bedrock-operator.io/cluster\":\"false\"}}".formatted(kind));
    return " if " + kind;
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
